import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import type { EmbedSessionAnswer, EmbedSessionRequest } from './identity.contract.ts';
import {
  accessWindowClosed,
  foreignSites,
  originNotAllowed,
  unknownPerson,
  unknownWidgets,
} from './identity.errors.ts';
import { isOpen } from './identity.model.ts';
import { countSites, findMember, findOAuthClient, saveEmbedSecret } from './identity.repository.ts';
import { widgetNames } from './roles.ts';
import { newToken, tokenHash } from './tokens.ts';

const secretMinutes = 5;

/**
 * Lets a partner's back end open a session for one of its client's people on one of its registered origins. The
 * secret works once, for a few minutes; the browser exchanges it for a token.
 */
export async function createEmbedSession({
  ctx,
  deps,
  input,
}: {
  ctx: Ctx;
  deps: Pick<Deps, 'identityDb' | 'clock'>;
  input: EmbedSessionRequest;
}): Promise<EmbedSessionAnswer> {
  const { clientId, actor } = ctx.scope;
  if (!clientId) throw new Fault('forbidden');
  const known: readonly string[] = widgetNames;
  const unknown = input.widgets.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw unknownWidgets(unknown);
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + secretMinutes * 60_000);
  const clientSecret = newToken('fes');
  await deps.identityDb.write(ctx.scope, async (tx) => {
    const partner = await findOAuthClient(tx, actor.id);
    if (!partner?.allowed_origins.includes(input.origin)) throw originNotAllowed();
    const member = await findMember(tx, clientId, input.userEmail);
    if (!member) throw unknownPerson();
    if (!isOpen(member.membership, now)) throw accessWindowClosed();
    if (input.siteIds && (await countSites(tx, clientId, input.siteIds)) !== new Set(input.siteIds).size)
      throw foreignSites();
    const grant = {
      clientId,
      userId: member.person.userId,
      oauthClientId: partner.id,
      widgets: input.widgets,
      siteIds: input.siteIds ?? null,
      origin: input.origin,
    };
    await saveEmbedSecret(tx, tokenHash(clientSecret), grant, expiresAt);
    await audit(tx, ctx.scope, {
      action: 'embed_session.created',
      subjectType: 'user',
      subjectId: member.person.userId,
      detail: { origin: input.origin, widgets: input.widgets },
    });
  });
  return { clientSecret, expiresAt: expiresAt.toISOString() };
}
