import { QRCode } from 'antd';

/** A text as a square code for a phone's camera. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <div role="img" aria-label={label}>
    <QRCode value={text} type="svg" size={168} bordered={false} />
  </div>
);
