import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DisputeStatus, disputeStatus } from './disputes.contract.ts';
import { actionsOf, isOpen, outcomeOf, pathOf, roomOf, steps } from './disputes.model.ts';

/** domain.md section 5, as pairs. */
const allowed = new Set([
  'raised>acknowledged',
  'acknowledged>under_review',
  'under_review>awaiting_client',
  'awaiting_client>under_review',
  'under_review>proposed',
  'proposed>agreed',
  'proposed>escalated',
  'escalated>mediation',
  'escalated>determined',
  'mediation>determined',
  'agreed>closed',
  'determined>closed',
  'raised>withdrawn',
]);
const sides = ['client', 'contractor'] as const;

describe('the course of a dispute', () => {
  it('E13 passes only from one state to the next that the domain allows, however it is walked', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...steps), fc.constantFrom(...sides), fc.nat(3)), {
          maxLength: 40,
        }),
        (walk) => {
          let status: DisputeStatus = 'raised';
          for (const [anyStep, side, choice] of walk) {
            // Mostly a step that is offered, so that walks get far; now and then any step at all.
            const offered = steps.filter((step) => pathOf(status, step, side) !== null);
            const path = pathOf(status, (choice > 0 && offered[choice % offered.length]) || anyStep, side);
            if (path && !isOpen(status)) throw new Error(`${status} is an end`);
            for (const next of path ?? []) {
              seen.add(`${status}>${next}`);
              expect(allowed).toContain(`${status}>${next}`);
              status = next;
            }
          }
        },
      ),
      { numRuns: 5_000 },
    );
    expect([...seen].sort()).toEqual([...allowed].sort());
  });

  it('S62 lets no side take the step of the other', () => {
    for (const status of disputeStatus.options)
      for (const step of steps)
        expect(sides.filter((side) => pathOf(status, step, side) !== null).length).toBeLessThan(2);
  });

  it('E13 offers exactly what it would accept', () => {
    for (const status of disputeStatus.options)
      for (const side of sides)
        for (const action of actionsOf(status, side))
          if (action !== 'message') expect(pathOf(status, action, side)).not.toBeNull();
    expect(actionsOf('proposed', 'client')).toEqual(['agree', 'escalate', 'message']);
    expect(actionsOf('raised', 'contractor')).toEqual(['acknowledge', 'message']);
    expect(actionsOf('closed', 'client')).toEqual([]);
    expect(actionsOf('raised', null)).toEqual([]);
  });

  it.each([
    [0, 'rejected'],
    [1, 'partly'],
    [99, 'partly'],
    [100, 'upheld'],
  ])('E13 calls %i of 100 %s', (settled, outcome) => {
    expect(outcomeOf(settled, 100)).toBe(outcome);
  });

  it('S62 never holds less than nothing', () => {
    expect([roomOf(100, 40), roomOf(100, 140), roomOf(-100, 0)]).toEqual([60, 0, 0]);
  });
});
