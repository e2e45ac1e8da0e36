import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import style from './UploadArea.module.css';

interface Props {
  readonly label: string;
  readonly accept: string;
  readonly hint: string;
  readonly maxBytes: number;
  readonly file: File | null;
  readonly choose: (file: File | null) => void;
}

const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function problemOf(file: File, accept: string, maxBytes: number): string | null {
  const endings = accept.split(',').map((ending) => ending.trim().toLowerCase());
  if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) {
    return `“${file.name}”不是 ${endings.join('、')} 文件。`;
  }
  if (file.size > maxBytes) return `“${file.name}”有 ${size(file.size)}，超过了 ${size(maxBytes)}。`;
  return file.size === 0 ? `“${file.name}”是空文件。` : null;
}

/** Where one file is chosen or dropped; what can be seen to be wrong is said before anything is sent. */
export function UploadArea({ label, accept, hint, maxBytes, file, choose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const take = (chosen: File | undefined): void => {
    if (!chosen) return;
    const found = problemOf(chosen, accept, maxBytes);
    setProblem(found);
    choose(found ? null : chosen);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button is the one for the keyboard
    <div
      className={style.area}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files[0]);
      }}
    >
      <label htmlFor={id} className="only-read">
        {label}
      </label>
      <input
        id={id}
        ref={input}
        type="file"
        accept={accept}
        className="only-read"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()}>{file ? '换一个文件' : label}</Button>
      <p>{file ? `${file.name}（${size(file.size)}）` : '也可以把文件拖到这里'}</p>
      <p className="soft">{hint}</p>
      {problem && (
        <p className={style.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
