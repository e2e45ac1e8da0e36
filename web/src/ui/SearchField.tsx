import { Input } from 'antd';

interface Props {
  readonly label: string;
  /** What can be typed. */
  readonly placeholder: string;
  readonly value: string | undefined;
  /** What was typed, without the blanks round it; nothing for an empty field. */
  readonly change: (text: string | undefined) => void;
}

const WIDTH = 270;

/** Words that narrow a list, once they are sent off; follows the address when that changes. */
export const SearchField = ({ label, placeholder, value, change }: Props) => (
  <Input.Search
    key={value ?? ''}
    defaultValue={value}
    placeholder={placeholder}
    aria-label={label}
    allowClear
    maxLength={50}
    onSearch={(text) => change(text.trim() || undefined)}
    style={{ width: WIDTH }}
  />
);
