import { useEffect, useRef } from 'react';
import { NodeDetail } from './NodeDetail.tsx';
import { isWanted, pathOf } from './open-nodes.ts';
import style from './SheetTree.module.css';
import type { ScoreNode } from './scores.api.ts';

interface Props {
  readonly root: ScoreNode;
  readonly open: ReadonlySet<string>;
  readonly toggle: (path: string) => void;
  /** An item that the address names: brought into view. */
  readonly wanted: string | undefined;
}

const figure = ({ outcome, points }: ScoreNode): string => {
  if (outcome === 'missing') return '缺数据';
  return outcome === 'notApplicable' ? '不涉及' : (points ?? '');
};

interface RowProps extends Omit<Props, 'root'> {
  readonly node: ScoreNode;
  readonly above: string;
  readonly depth: number;
}

function Row({ node, above, depth, open, toggle, wanted }: RowProps) {
  const path = pathOf(above, node);
  const isOpen = open.has(path);
  const here = useRef<HTMLLIElement>(null);
  const isNamed = node.kind === 'item' && node.id === wanted;
  useEffect(() => {
    if (isNamed) here.current?.scrollIntoView({ block: 'center' });
  }, [isNamed]);
  const isBranch = node.kind !== 'item' && node.kind !== 'part';
  return (
    <li ref={here} className={style.node}>
      <button
        type="button"
        aria-expanded={isOpen}
        className={`${style.row} ${isBranch ? style.branch : ''} ${isWanted(node) ? style.lost : ''}`}
        style={{ paddingLeft: 12 + depth * 16 }}
        onClick={() => toggle(path)}
      >
        <span aria-hidden className={style.sign}>
          {isOpen ? '−' : '+'}
        </span>
        <span className={style.title}>
          {node.title}
          {node.kind === 'item' && <span className={style.id}>{node.id}</span>}
        </span>
        <span className={style.full}>
          {node.full !== null && (
            <>
              <span className={style.label}>满分</span>
              {node.full}
            </>
          )}
        </span>
        <span className={style.points}>
          <span className={style.label}>得分</span>
          {figure(node)}
        </span>
      </button>
      {isOpen && (
        <>
          {node.children.some(({ kind }) => kind !== 'rule') && (
            <ul>
              {node.children
                .filter(({ kind }) => kind !== 'rule')
                .map((child) => (
                  <Row
                    key={pathOf(path, child)}
                    {...{ node: child, above: path, depth: depth + 1, open, toggle, wanted }}
                  />
                ))}
            </ul>
          )}
          <NodeDetail node={node} depth={depth} />
        </>
      )}
    </li>
  );
}

/** A score sheet as a tree of rows: title, full marks, points; each opens what lies below it. */
export const SheetTree = ({ root, ...rest }: Props) => (
  <ul className={style.tree} aria-label="得分明细">
    <Row node={root} above="" depth={0} {...rest} />
  </ul>
);
