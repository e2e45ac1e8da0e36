import { DuckDBDataChunk, DuckDBInstance, INTEGER, SMALLINT } from '@duckdb/node-api';
import { rankSql, scoreSql } from '../limit/sql.mjs';
import { MISSING } from '../problem/scheme.mjs';

/** DuckDB in process: one wide table, one query for every score, rank and grade. */
export default function make({ threads = 1, name = 'duckdb-1t' } = {}) {
  let scheme;
  let facts;
  let database;
  let connection;
  let scoreOne;

  const insert = async () => {
    const appender = await connection.createAppender('facts');
    const marks = new Set(scheme.facts.filter(({ draw }) => draw === 'mark').map(({ id }) => id));
    const types = [INTEGER, SMALLINT, SMALLINT, ...scheme.facts.map(() => SMALLINT)];
    for (let low = 0; low < facts.n; low += 2048) {
      const high = Math.min(facts.n, low + 2048);
      const slice = (column) => Array.from(column.subarray(low, high));
      const chunk = DuckDBDataChunk.create(types);
      const columns = facts.ids.map((id) => {
        const values = slice(facts.columns[id]);
        return marks.has(id) ? values.map((mark) => (mark === MISSING ? null : mark)) : values;
      });
      const subjects = Array.from({ length: high - low }, (_, i) => low + i);
      chunk.setColumns([subjects, slice(facts.subjectClass), slice(facts.group), ...columns]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  };

  return {
    name,
    async load(givenScheme, givenFacts) {
      scheme = givenScheme;
      facts = givenFacts;
      database = await DuckDBInstance.create(':memory:', { threads: String(threads) });
      connection = await database.connect();
      const columns = facts.ids.map((id) => `${id} SMALLINT`).join(', ');
      await connection.run(`CREATE TABLE facts (u INTEGER, k SMALLINT, cat SMALLINT, ${columns})`);
      await insert();
      scoreOne = await connection.prepare(scoreSql(scheme, { dialect: 'duckdb', where: 'WHERE u = $1' }));
    },
    async evaluateAll() {
      await connection.run(
        `CREATE OR REPLACE TABLE scores AS ${rankSql(scheme, scoreSql(scheme, { dialect: 'duckdb' }))}`,
      );
    },
    async results() {
      const reader = await connection.runAndReadAll('SELECT total, rank, grade FROM scores ORDER BY u');
      const [totals, ranks, grades] = reader.getColumns().map((column) => column.map(Number));
      return { totals, ranks, grades };
    },
    async update(u, fact, value) {
      await connection.run(`UPDATE facts SET ${fact} = ${value === MISSING ? 'NULL' : value} WHERE u = ${u}`);
      scoreOne.bindInteger(1, u);
      const [, group, total, yearEnd, veto, key] = (await scoreOne.runAndReadAll()).getRows()[0].map(Number);
      const set = `total = ${total}, yearend = ${yearEnd}, veto = ${veto}, sortkey = ${key}`;
      await connection.run(`UPDATE scores SET ${set} WHERE u = ${u}`);
      if (total < 0) return { total, rank: 0 };
      const above = `SELECT count(*) FROM scores WHERE cat = ${group} AND total >= 0 AND sortkey > ${key}`;
      return { total, rank: Number((await connection.runAndReadAll(above)).getRows()[0][0]) + 1 };
    },
    close() {
      connection.closeSync();
      database.closeSync();
    },
  };
}
