interface AssessmentsTable {
  authorityId: string;
  id: string;
  schemeId: string;
  title: string;
  year: number;
  asOf: string;
  settings: string;
  createdAt: Date;
}

interface AssessmentSubjectsTable {
  authorityId: string;
  assessmentId: string;
  subjectId: string;
  place: number;
  organizationId: string;
  content: string;
}

interface AssessmentFactsTable {
  authorityId: string;
  assessmentId: string;
  place: number;
  subjectId: string;
  content: string;
}

declare module '../../database/tables.ts' {
  interface Tables {
    assessments: AssessmentsTable;
    assessmentSubjects: AssessmentSubjectsTable;
    assessmentFacts: AssessmentFactsTable;
  }
}

export type AssessmentRow = Omit<AssessmentsTable, 'authorityId'>;
export type SubjectRow = Omit<AssessmentSubjectsTable, 'authorityId'>;
export type FactRow = Omit<AssessmentFactsTable, 'authorityId'>;
