/** What an admin has set up in the organisation: the same in each, since nothing of it can be made through the API. */
const named = (id: string, title: string) => ({ id, title, isArchived: false });

const sourced = named('6f0e1c7a-0d53-4b8a-9f55-2f8a6a1f9c01', 'Sourced');
const inbound = named('6f0e1c7a-0d53-4b8a-9f55-2f8a6a1f9c02', 'Inbound');

/** Two have one title, which the kind tells apart. */
export const sources = [
  { ...named('6f0e1c7a-0d53-4b8a-9f55-2f8a6a1f9c11', 'Handoff'), sourceType: sourced },
  { ...named('6f0e1c7a-0d53-4b8a-9f55-2f8a6a1f9c12', 'LinkedIn'), sourceType: sourced },
  { ...named('6f0e1c7a-0d53-4b8a-9f55-2f8a6a1f9c13', 'LinkedIn'), sourceType: inbound },
];

const user = { globalRole: 'Limited Access', isEnabled: true, updatedAt: '2026-01-05T09:00:00.000Z' };

export const users = [
  {
    ...user,
    id: '9d0a6c3e-77c1-4f0a-8a2e-0b5a5b8f3d10',
    firstName: 'Rana',
    lastName: 'Recruiter',
    email: 'rana@northwind.example',
  },
  {
    ...user,
    id: '9d0a6c3e-77c1-4f0a-8a2e-0b5a5b8f3d11',
    firstName: 'Lou',
    lastName: 'Left',
    email: 'lou@northwind.example',
    isEnabled: false,
  },
];

export const tags = [named('3f2c9a61-5d0b-4a6e-8b1f-7c0d2e4f6a01', 'Sourced by Handoff')];

export const locationId = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7c01';
export const departmentId = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7c02';
export const brandId = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7c03';

const planId = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a00';

function stage(place: number, title: string, type: string) {
  const id = `5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a0${place + 1}`;
  return { id, title, type, orderInInterviewPlan: place, interviewStageGroupId: null, interviewPlanId: planId };
}

export const newLead = stage(0, 'New Lead', 'Lead');

export const stages = [
  newLead,
  stage(1, 'Application Review', 'PreInterviewScreen'),
  stage(2, '2nd Screen', 'Active'),
  stage(3, 'Hired', 'Hired'),
  stage(4, 'Archived', 'Archived'),
];

/** The status follows the stage. */
export function statusOf({ type }: (typeof stages)[number]): string {
  return type === 'Lead' || type === 'Hired' || type === 'Archived' ? type : 'Active';
}
