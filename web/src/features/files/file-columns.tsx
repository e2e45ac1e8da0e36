import { Button, type TableProps } from 'antd';
import { LONG_TEXT } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { shortDigest } from '../../ui/digests.ts';
import { momentText } from '../../ui/moments.ts';
import { type FileEntry, sizeText } from './files.api.ts';

type Columns = NonNullable<TableProps<FileEntry>['columns']>;

interface Rights {
  readonly mayRead: boolean;
  readonly mayDestroy: boolean;
}

export const columnsFor = ({ mayRead, mayDestroy }: Rights, destroy: (file: FileEntry) => void): Columns => [
  {
    key: 'name',
    title: '文件名',
    className: LONG_TEXT,
    render: (_, { name, destroyedAt }) => (
      <>
        {name}
        {destroyedAt && <div className="soft">内容已于{momentText(destroyedAt)}依规定销毁，只留登记和摘要</div>}
      </>
    ),
  },
  { key: 'size', title: '大小', align: 'right', render: (_, { size }) => sizeText(size) },
  { key: 'uploadedBy', title: '上传人', dataIndex: 'uploadedBy', responsive: ['sm'] },
  { key: 'uploadedAt', title: '上传时间', responsive: ['sm'], render: (_, { uploadedAt }) => momentText(uploadedAt) },
  {
    key: 'digest',
    title: '摘要',
    responsive: ['lg'],
    render: (_, { digest }) => <span title={digest}>{shortDigest(digest)}</span>,
  },
  {
    key: 'actions',
    title: <span className="only-read">操作</span>,
    render: (_, file) =>
      file.destroyedAt === null && (
        <span style={{ display: 'flex', gap: 6 }}>
          {mayRead && (
            <DownloadButton url={`/api/files/${file.organizationId}/${file.fileId}/content`} name={file.name}>
              下载
            </DownloadButton>
          )}
          {mayDestroy && (
            <Button danger aria-label={`申请销毁${file.name}`} onClick={() => destroy(file)}>
              申请销毁
            </Button>
          )}
        </span>
      ),
  },
];
