import { type SelectQueryBuilder, sql } from 'kysely';
import { literally } from '../../database/literally.ts';
import { orderOf } from '../../database/order-of.ts';
import type { Db, Tables } from '../../database/tables.ts';
import './organizations.tables.ts';

export interface ListFilter {
  readonly paths: readonly string[];
  readonly parentId?: string | undefined;
  readonly top?: boolean | undefined;
  readonly search?: string | undefined;
  readonly group?: string | undefined;
  readonly class?: string | undefined;
  readonly state: 'open' | 'closed';
  readonly today: string;
}

const today = (day: string) => sql<{ group: string | null; class: string | null }>`lateral (
  select m."group", m.class from organization_memberships m
  where m.authority_id = organizations.authority_id and m.organization_id = organizations.id and m.valid_from <= ${day}::date
  order by m.valid_from desc limit 1)`;

const withMembership = (db: Db, day: string) =>
  db.selectFrom('organizations').leftJoin(today(day).as('membership'), (join) => join.onTrue()) as unknown as Base;

/** The reader's reach is part of the query, not a filter afterwards. */
const inReach = (base: Base, filter: ListFilter): Base =>
  narrowed(
    base
      .where((eb) => eb.or(filter.paths.map((path) => eb('organizations.path', 'like', `${literally(path)}%`))))
      .where('organizations.closedOn', filter.state === 'open' ? 'is' : 'is not', null)
      .$if(filter.top === true, (q) => q.where('organizations.path', 'in', filter.paths)),
    filter,
  );

const filtered = (db: Db, filter: ListFilter): Base => inReach(withMembership(db, filter.today), filter);

/** Without group and class, which cost a look-up for each row; for filters and orders that do not ask for them. */
const plain = (db: Db, filter: ListFilter): Base => inReach(db.selectFrom('organizations') as unknown as Base, filter);

type Base = SelectQueryBuilder<
  Tables & { membership: { group: string | null; class: string | null } },
  'organizations' | 'membership',
  object
>;

/** Leaves out whoever was never in it, so that only few are looked up for today. */
const everIn = (column: 'group' | 'class', value: string) => sql<boolean>`organizations.id in (
  select m.organization_id from organization_memberships m where m.${sql.ref(column)} = ${value})`;

function narrowed(base: Base, { parentId, search, group, class: own }: ListFilter): Base {
  const text = search === undefined ? undefined : literally(search.trim());
  return base
    .$if(parentId !== undefined, (q) => q.where('organizations.parentId', '=', parentId!))
    .$if(group !== undefined, (q) => q.where('membership.group', '=', group!).where(everIn('group', group!)))
    .$if(own !== undefined, (q) => q.where('membership.class', '=', own!).where(everIn('class', own!)))
    .$if(text !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb('organizations.name', 'like', `%${text}%`),
          eb('organizations.shortName', 'like', `%${text}%`),
          eb('organizations.code', 'ilike', `${text}%`),
          eb('organizations.initials', 'like', `%${text!.toLowerCase()}%`),
        ]),
      ),
    );
}

type SortColumn = 'code' | 'name' | 'group' | 'class' | 'openedOn';
export type Sort = SortColumn | `-${SortColumn}`;

/** Names go by their pinyin initials, as in a printed list; the code decides between equals. */
const COLUMNS = {
  code: 'organizations.code',
  name: 'organizations.initials',
  group: 'membership.group',
  class: 'membership.class',
  openedOn: 'organizations.openedOn',
} as const;

/** 分组 and 等级 that bodies in reach have today, with how many have each. */
export const listGroups = (db: Db, paths: readonly string[], day: string) =>
  filtered(db, { paths, state: 'open', today: day })
    .where('membership.group', 'is not', null)
    .groupBy(['membership.group', 'membership.class'])
    .select(['membership.group', 'membership.class'])
    .select((eb) => eb.fn.countAll<number>().as('organizations'))
    .orderBy('organizations', 'desc')
    .execute();

/** Whether group and class decide what is listed or in which order; else they are looked up for the page alone. */
const byMembership = ({ group, class: own }: ListFilter, column?: SortColumn): boolean =>
  group !== undefined || own !== undefined || column === 'group' || column === 'class';

/** The ids of one page, so that everything else is asked for its few rows and not for all. */
async function idsOf(db: Db, filter: ListFilter, sort: Sort, page: number, pageSize: number): Promise<string[]> {
  const [column, direction] = orderOf(sort);
  const rows = await (byMembership(filter, column) ? filtered(db, filter) : plain(db, filter))
    .select('organizations.id')
    .orderBy(COLUMNS[column], (order) => (direction === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast()))
    .orderBy('organizations.code')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return rows.map((row) => row.id);
}

async function countOf(db: Db, filter: ListFilter): Promise<number> {
  const all = await (byMembership(filter) ? filtered(db, filter) : plain(db, filter))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return all?.count ?? 0;
}

export async function listOrganizations(db: Db, filter: ListFilter, sort: Sort, page: number, pageSize: number) {
  const ids = await idsOf(db, filter, sort, page, pageSize);
  const total = await countOf(db, filter);
  if (ids.length === 0) return { total, entries: [] };
  const rows = await db
    .selectFrom('organizations')
    .leftJoin(today(filter.today).as('membership'), (join) => join.onTrue())
    .where('organizations.id', 'in', ids)
    .select([
      'organizations.id as organizationId',
      'parentId',
      'code',
      'name',
      'shortName',
      'kind',
      'membership.group',
      'membership.class',
      'openedOn',
      'closedOn',
      'version',
    ])
    .select(
      sql<number>`(select count(*) from organizations below where below.authority_id = organizations.authority_id
        and below.parent_id = organizations.id and below.closed_on is null)`.as('children'),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.organizationId, row]));
  return { total, entries: ids.map((id) => byId.get(id)!) };
}

/** For an export: every body in reach, parents by code. */
export const exportRows = (db: Db, filter: ListFilter) =>
  filtered(db, filter)
    .leftJoin('organizations as parent', (join) =>
      join
        .onRef('parent.authorityId', '=', 'organizations.authorityId')
        .onRef('parent.id', '=', 'organizations.parentId'),
    )
    .select([
      'organizations.code',
      'organizations.name',
      'parent.code as parentCode',
      'organizations.shortName',
      'organizations.kind',
      'membership.group',
      'membership.class',
      'organizations.creditCode',
      'organizations.divisionCode',
    ])
    .orderBy('organizations.code')
    .execute();
