/** What is exported is BPMN 2.0 that the reader behind bpmn-js takes without a word, with a place for each figure. */
import * as moddle from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import type { Doc } from '../../api/drafts';
import { bpmn } from './bpmn';
import { drawn } from './drawn';

const document: Doc = {
  kind: 'workflow',
  key: 'leave',
  title: 'Leave & <absence>',
  trigger: { type: 'record_created', form: 'request' },
  nodes: [
    { key: 'decide', type: 'approval', title: 'Decide', settings: { approvers: 'initiator' }, limits: [{ key: 'late', title: 'Late', after: 'P1D', leave_by: 'late' }, { key: 'remind', after: 'PT4H', do: [] }] },
    { key: 'long', type: 'condition', title: 'Long?', settings: { branches: [] } },
    { key: 'rest', type: 'wait', title: 'Rest', settings: { for: 'PT1H' } },
    { key: 'split', type: 'parallel', title: 'Both' },
    { key: 'tell', type: 'message', title: 'Tell', settings: {} },
    { key: 'give', type: 'points', title: 'Give', settings: {} },
    { key: 'both', type: 'join', title: 'Both done' },
  ],
  edges: [
    { from: 'start', to: 'decide' },
    { from: 'decide', to: 'long', when: ['approved', 'rejected'] },
    { from: 'decide', to: 'rest', when: 'late' },
    { from: 'long', to: 'split' },
    { from: 'rest', to: 'end' },
    { from: 'split', to: 'tell' },
    { from: 'split', to: 'give' },
    { from: 'tell', to: 'both' },
    { from: 'give', to: 'both' },
    { from: 'both', to: 'end' },
  ],
};

// Its types are of an edition before; what it gives is read as below.
const { BpmnModdle } = moddle as unknown as { BpmnModdle: new () => { fromXML: (xml: string) => Promise<{ rootElement: Read; warnings: unknown[] }> } };

interface Read {
  $type: string;
  id: string;
  name?: string;
  flowElements?: Read[];
  attachedToRef?: Read;
  cancelActivity?: boolean;
  sourceRef?: Read;
  targetRef?: Read;
  rootElements?: Read[];
  diagrams?: { plane: { planeElement: { bpmnElement: Read }[] } }[];
}

const around = { app: 'leave', contents: [], beside: {}, subjects: {}, wrong: () => undefined, known: () => Promise.resolve(), reading: () => () => undefined, unreadAt: (pointer: string) => pointer, undo: () => undefined };
const xml = bpmn(document, drawn(document, { outline: {}, types: [], schema: undefined, around, t: (key) => key }));

describe('BPMN', () => {
  it('is read without a warning, every element with its place', async () => {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
    expect(warnings).toEqual([]);
    const process = rootElement.rootElements?.[0];
    expect(process?.name).toBe('Leave & <absence>');
    const elements = process?.flowElements ?? [];
    const drawnIds = rootElement.diagrams?.[0]?.plane.planeElement.map((one) => one.bpmnElement.id) ?? [];
    expect(drawnIds.toSorted()).toEqual(elements.map((one) => one.id).toSorted());
    const sorts = Object.fromEntries(elements.map((one) => [one.id, one.$type]));
    expect(sorts).toMatchObject({ n_decide: 'bpmn:UserTask', n_long: 'bpmn:ExclusiveGateway', n_rest: 'bpmn:IntermediateCatchEvent', n_split: 'bpmn:ParallelGateway', n_tell: 'bpmn:SendTask', n_give: 'bpmn:ServiceTask', n_end: 'bpmn:EndEvent' });
  });

  it('has deadlines as clocks at their task; a way by one leaves from it', async () => {
    const { rootElement } = await new BpmnModdle().fromXML(xml);
    const elements = rootElement.rootElements?.[0]?.flowElements ?? [];
    const clocks = elements.filter((one) => one.$type === 'bpmn:BoundaryEvent');
    expect(clocks.map((one) => [one.attachedToRef?.id, one.cancelActivity])).toEqual([
      ['n_decide', true],
      ['n_decide', false],
    ]);
    const late = elements.find((one) => one.sourceRef?.id === 'n_decide__late');
    expect(late?.targetRef?.id).toBe('n_rest');
  });
});
