import { api } from '../../api/client.ts';
import { useChange } from '../../api/queries.ts';
import { DateField } from '../../ui/DateField.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { today } from '../../ui/moments.ts';
import type { ChangeProps } from './change.ts';
import { BasisField, blankToNull, CodeField, DetailFields, GroupFields } from './organization-fields.tsx';
import { TOUCHED } from './organizations.api.ts';

type Update = Parameters<typeof api.organizations.update>[0];
type Classify = Parameters<typeof api.organizations.classify>[0];

export function UpdateDialog({ body, close }: ChangeProps) {
  const update = useChange(api.organizations.update, TOUCHED);
  const { organizationId, version, code, shortName, kind, creditCode, divisionCode } = body;
  return (
    <FormDialog<Update>
      title={`修改信息：${body.name}`}
      submit="保存"
      saved="已保存"
      initial={{ code, shortName, kind, creditCode, divisionCode }}
      save={(values) => update.mutateAsync({ ...blankToNull(values), organizationId, version })}
      close={close}
    >
      <CodeField />
      <DetailFields />
    </FormDialog>
  );
}

export function ClassifyDialog({ body, close }: ChangeProps) {
  const classify = useChange(api.organizations.classify, TOUCHED);
  const { organizationId, version } = body;
  return (
    <FormDialog<Classify>
      title={`变更分组与等级：${body.name}`}
      submit="变更"
      saved="已变更"
      initial={{ ...(body.group && { group: body.group }), class: body.class, validFrom: today() }}
      save={(values) => classify.mutateAsync({ ...blankToNull(values), organizationId, version })}
      close={close}
    >
      <GroupFields required />
      <DateField name="validFrom" label="生效日期" />
      <BasisField />
    </FormDialog>
  );
}
