import style from './NodeDetail.module.css';
import type { ScoreNode } from './scores.api.ts';

type Finding = ScoreNode['findings'][number];

const STATUSES: Record<Finding['status'], string> = {
  counted: '',
  outOfPeriod: '不在考核期内，不计',
  notRepeated: '同一事项不重复，不计',
  withdrawn: '已撤回，不计',
};

const FindingLine = ({ finding }: { readonly finding: Finding }) => {
  const { occurredOn, reason, count, by, evidence, status, aggravated, matter } = finding;
  const parts = [
    occurredOn,
    reason,
    count === 1 ? null : `计${count}`,
    aggravated ? '加重' : null,
    matter && `事项：${matter}`,
    by && `记录人：${by}`,
    evidence.length > 0 && `佐证：${evidence.join('、')}`,
  ].filter(Boolean);
  return (
    <li className={status === 'counted' ? undefined : style.uncounted}>
      {parts.join('，')}
      {STATUSES[status] && <b>（{STATUSES[status]}）</b>}
    </li>
  );
};

/** A rule as it worked: its sentence, what was found or measured, and the arithmetic. */
function Rule({ node }: { readonly node: ScoreNode }) {
  const { rule, inputs, findings, steps, notes } = node;
  return (
    <div className={style.rule}>
      <p>
        <span className={style.kind}>{rule?.title ?? node.title}</span>
        {rule?.clause && <q className={style.clause}>{rule.clause}</q>}
        {rule?.nothing && <span className="soft">　{rule.nothing}</span>}
      </p>
      <Body {...{ inputs, findings, steps, notes }} />
    </div>
  );
}

function Body({ inputs, findings, steps, notes }: Pick<ScoreNode, 'inputs' | 'findings' | 'steps' | 'notes'>) {
  return (
    <>
      {inputs.length > 0 && (
        <ul className={style.inputs}>
          {inputs.map(({ label, value }) => (
            <li key={`${label} ${value}`}>
              {label}：{value}
            </li>
          ))}
        </ul>
      )}
      {findings.length > 0 && (
        <ul className={style.findings}>
          {findings.map((finding) => (
            <FindingLine key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      {steps.map((step) => (
        <p key={step} className={style.step}>
          {step}
        </p>
      ))}
      {notes.map((note) => (
        <p key={note} className={style.remark}>
          {note}
        </p>
      ))}
    </>
  );
}

/** What an open row says of itself: who looked, the rules in reading order, the sum. */
export function NodeDetail({ node, depth }: { readonly node: ScoreNode; readonly depth: number }) {
  const rules = node.children.filter(({ kind }) => kind === 'rule');
  const isEmpty =
    rules.length === 0 &&
    node.steps.length === 0 &&
    node.inputs.length === 0 &&
    node.notes.length === 0 &&
    node.findings.length === 0 &&
    !node.examinedBy;
  if (isEmpty) return null;
  return (
    <div className={style.detail} style={{ paddingLeft: 34 + depth * 16 }}>
      {node.examinedBy && <p className="soft">查核：{node.examinedBy}</p>}
      {node.selfScore !== null && <p className="soft">自评分：{node.selfScore}（不计入）</p>}
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules of a finished sheet never move
        <Rule key={`${rule.id} ${at}`} node={rule} />
      ))}
      <Body inputs={node.inputs} findings={node.findings} steps={node.steps} notes={node.notes} />
    </div>
  );
}
