import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/database.fixture.ts';
import { prepared } from './prepared.ts';

let database: TestDatabase;
let authority: string;
beforeAll(async () => {
  database = await openTestDatabase();
  authority = await database.authority('甲县');
});
afterAll(() => database.close());

const named = prepared((db, name: string, code: string) =>
  db
    .selectFrom('authorities')
    .select(['authorityId', 'name'])
    .where('name', '=', name)
    .where('code', '!=', 'constant')
    .where('code', '!=', code),
);

describe('a prepared query', () => {
  it('is sent with other values each time, its constants unchanged, its rows under our names', async () => {
    const ask = (name: string, code: string) => database.run(authority, (db) => named(db, name, code));
    expect(await ask('甲县', 'other')).toEqual([{ authorityId: authority, name: '甲县' }]);
    expect(await ask('没有', 'other')).toEqual([]);
    expect(await ask('甲县', authority.slice(0, 13))).toEqual([]);
    expect(await ask('甲县', 'other')).toHaveLength(1);
  });
});
