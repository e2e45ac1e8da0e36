import type { ThemeConfig } from 'antd';

/** The colours and sizes of base.css for the parts that antd draws. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1b4b8f',
    colorLink: '#1b4b8f',
    colorError: '#b3261e',
    colorWarning: '#9a6200',
    colorSuccess: '#1c6b3c',
    colorText: '#1f2329',
    colorTextSecondary: '#4e5661',
    colorTextDescription: '#5d6570',
    colorTextPlaceholder: '#6a717b',
    colorTextDisabled: '#6a717b',
    colorBorder: '#b9c0c9',
    colorBorderSecondary: '#d9dde3',
    borderRadius: 3,
    fontSize: 14,
    controlHeight: 34,
    motion: false,
    wireframe: false,
    boxShadow: '0 2px 8px rgba(31,35,41,.12)',
    boxShadowSecondary: '0 2px 8px rgba(31,35,41,.12)',
    fontFamily: 'inherit',
  },
  components: {
    Table: { headerBg: '#f4f6f8', headerSplitColor: 'transparent', cellPaddingBlock: 9, cellPaddingInline: 16 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
};
