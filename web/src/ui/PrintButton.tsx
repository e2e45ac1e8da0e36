import { Button } from 'antd';

/** Prints the page as its print style lays it out. */
export const PrintButton = ({ children = '打印' }: { readonly children?: string }) => (
  <Button onClick={() => window.print()}>{children}</Button>
);
