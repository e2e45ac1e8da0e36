import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { shortDigest } from '../../ui/digests.ts';
import { Facts } from '../../ui/Facts.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import { Shown } from '../../ui/Shown.tsx';
import style from './SchemePage.module.css';
import { SheetTable } from './SheetTable.tsx';
import { type Scheme, schemeQuery } from './schemes.api.ts';

const route = getRouteApi('/inside/schemes/$schemeId');

const Paragraphs = ({ text }: { readonly text: string }) => (
  <div className={style.text}>
    {text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p key={line}>{line}</p>
      ))}
  </div>
);

function Frame({ outline }: { readonly outline: Scheme['outline'] }) {
  const weights = outline.components.map(({ title, weight }) => `${title}占${weight}%`).join('，');
  const groups = outline.groups
    .map(({ title, classes }) => (classes.length > 0 ? `${title}（${classes.join('、')}）` : title))
    .join('；');
  return (
    <Panel title="总则">
      <Facts
        of={[
          ['依据', outline.basis.join('；')],
          ['总分', outline.scale],
          ['考核方式', weights],
          ['分组', groups],
        ]}
      />
      {outline.note && <Paragraphs text={outline.note} />}
      {outline.text && <Paragraphs text={outline.text} />}
    </Panel>
  );
}

function Sheets({ outline }: { readonly outline: Scheme['outline'] }) {
  const titleOf = (list: readonly { id: string; title: string }[], ids: readonly string[]): string =>
    ids.map((id) => list.find((entry) => entry.id === id)?.title ?? id).join('、');
  return (
    <>
      {outline.sheets.map((sheet) => (
        <Panel
          key={sheet.id}
          flush
          title={`${titleOf(outline.groups, sheet.groups)}　${titleOf(outline.components, sheet.components)}评分表（${sheet.points}分）`}
        >
          <SheetTable sheet={sheet} />
        </Panel>
      ))}
    </>
  );
}

/** A scheme as the office issued it: the frame, every table with its sentences, the grades. Prints as it stands. */
export function SchemePage() {
  const { schemeId } = route.useParams();
  const found = useQuery(schemeQuery(schemeId));
  return (
    <Shown of={found} lines={16}>
      {({ title, year, version, digest, outline }) => (
        <>
          <PageHead
            title={title}
            crumbs={<Link to="/schemes">考核方案</Link>}
            detail={`${year}年度，第${version}版，摘要 ${shortDigest(digest)}`}
            actions={<PrintButton />}
          />
          <Frame outline={outline} />
          <Sheets outline={outline} />
          <Panel title="等次" flush>
            <PlainTable
              label="等次"
              empty="方案没有规定等次。"
              rows={outline.grading}
              rowKey={({ groups }) => groups.join()}
              columns={[
                { title: '分组', long: true, show: ({ groups }) => groups.join('、') },
                { title: '分数线', long: true, show: ({ bands }) => bands.join('；') },
                { title: '名额', long: true, show: ({ quota }) => quota ?? '不限' },
              ]}
            />
          </Panel>
        </>
      )}
    </Shown>
  );
}
