import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from '../api/queries.ts';
import './base.css';
import { Toasts } from '../ui/Toast.tsx';
import { nonce, numberStyles } from './nonce.ts';
import { createAppRouter } from './router.tsx';
import { theme } from './theme.ts';

dayjs.locale('zh-cn');

numberStyles();
const queries = createQueries();
const router = createAppRouter(queries);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// Browsers of 2021 know neither logical properties in full nor `:where`, so the styles are written for them.
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider locale={chinese} theme={theme} csp={{ nonce }} button={{ autoInsertSpace: false }}>
        <Toasts>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Toasts>
      </ConfigProvider>
    </StyleProvider>
  </StrictMode>,
);
