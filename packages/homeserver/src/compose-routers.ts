import { backgroundUpdateRoutes } from './admin-api/background-updates.ts';
import { blockRoomRoutes } from './admin-api/block-room.ts';
import { overrideRatelimitRoutes } from './admin-api/override-ratelimit.ts';
import { quarantineMediaRoutes } from './admin-api/quarantine-media.ts';
import { adminRegisterRoutes } from './admin-api/register.ts';
import { roomDetailsRoutes } from './admin-api/room-details.ts';
import { adminRoomRoutes } from './admin-api/rooms.ts';
import { serverVersionRoutes } from './admin-api/server-version.ts';
import { UserModifier } from './admin-api/user-modifier.ts';
import { adminUserRoutes } from './admin-api/users.ts';
import { accountDataRoutes } from './client-api/account-data.ts';
import { accountValidityRoutes } from './client-api/account-validity.ts';
import { accountRoutes } from './client-api/account.ts';
import { createRoomRoutes } from './client-api/create-room.ts';
import { deviceRoutes } from './client-api/devices.ts';
import { directoryRoutes } from './client-api/directory.ts';
import { emptyAnswerRoutes } from './client-api/empty-answers.ts';
import { ephemeralRoutes } from './client-api/ephemeral.ts';
import { loginRoutes } from './client-api/login.ts';
import { mediaRoutes } from './client-api/media.ts';
import { membershipRoutes } from './client-api/membership.ts';
import { notificationRoutes } from './client-api/notifications.ts';
import { presenceRoutes } from './client-api/presence.ts';
import { profileRoutes } from './client-api/profile.ts';
import { pushRuleRoutes } from './client-api/push-rules.ts';
import { pusherRoutes } from './client-api/pushers.ts';
import { registerRoutes } from './client-api/register.ts';
import { requestTokenRoutes } from './client-api/request-token.ts';
import { roomHistoryRoutes } from './client-api/room-history.ts';
import { roomStateRoutes } from './client-api/room-state.ts';
import { sendRoutes } from './client-api/send.ts';
import { submitTokenRoutes } from './client-api/submit-token.ts';
import { syncRoutes } from './client-api/sync.ts';
import { threepidRoutes } from './client-api/threepids.ts';
import { toDeviceRoutes } from './client-api/to-device.ts';
import { versionRoutes } from './client-api/versions.ts';
import type { Services } from './compose-services.ts';
import type { HomeserverContext } from './context.ts';
import { authenticate, authenticateAdmin } from './users/authenticate.ts';
import type { Router } from './http/router.ts';

/** What the routers stand on. */
export interface RoutersNeeds {
  readonly context: HomeserverContext;
  readonly services: Services;
  /** With a trailing slash. */
  readonly publicBaseurl: string;
  /** Aborted when the homeserver stops. */
  readonly stopping: AbortSignal;
}

/** All of the homeserver's HTTP surface. */
export function composeRouters(needs: RoutersNeeds): Router[] {
  return [...clientRouters(needs), ...adminRouters(needs.context, needs.services)];
}

function clientRouters({ context, services, publicBaseurl, stopping }: RoutersNeeds): Router[] {
  const { serverName, settings } = context;
  const { accountData, rooms, serializer, users, usersInRooms } = services;
  const { accounts, authenticator, devices, login, passwordChanger, profiles, reauthentication, threepids } = users;
  const { threepidValidation: validation } = users;
  const { deactivation, profileEditor } = usersInRooms;
  const user = authenticate(authenticator);
  const account = { deactivation, passwordChanger, reauthentication, threepids, validation };
  return [
    versionRoutes(user, context, publicBaseurl),
    registerRoutes(accounts, users.registration, users.registrationTokens),
    requestTokenRoutes(context, users.registration, validation, threepids),
    submitTokenRoutes(validation, services.mail.templates),
    loginRoutes(user, login, devices),
    accountRoutes(user, account),
    threepidRoutes(user, context, account),
    accountValidityRoutes(user, authenticateAdmin(authenticator), context, services.mail.templates),
    deviceRoutes(user, devices, reauthentication),
    profileRoutes(user, { accounts, profiles, editor: profileEditor, directory: users.userDirectory }),
    accountDataRoutes(user, accountData, rooms.store),
    pushRuleRoutes(user, services.push.rules),
    pusherRoutes(user, services.push),
    notificationRoutes(user, {
      notifications: services.notifications,
      store: rooms.store,
      receipts: services.receipts,
      serializer,
    }),
    mediaRoutes(user, services.media, { serverName, unauthenticated: !settings.enableAuthenticatedMedia }),
    createRoomRoutes(user, rooms),
    membershipRoutes(user, rooms),
    directoryRoutes(user, { serverName, rooms, accounts }),
    roomStateRoutes(user, context, rooms, serializer, accounts),
    roomHistoryRoutes(user, context, rooms, serializer),
    sendRoutes(user, rooms),
    syncRoutes(user, { handler: services.sync, filters: services.filters, stopping }),
    ephemeralRoutes(user, { rooms: rooms.store, typing: services.typing, receipts: services.receipts, accountData }),
    presenceRoutes(user, services.presence, settings.enablePresence),
    toDeviceRoutes(user, services.toDevice, devices),
    emptyAnswerRoutes(user),
  ];
}

function adminRouters(
  context: HomeserverContext,
  { backgroundUpdates, media, rooms, users, usersInRooms }: Services,
): Router[] {
  const admin = authenticateAdmin(users.authenticator);
  const { accountStore, accounts, devices, externalIds, profiles, threepids } = users;
  const { deactivation, profileEditor } = usersInRooms;
  const modifier = new UserModifier({
    context,
    accounts,
    devices,
    deactivation,
    externalIds,
    profileEditor,
    threepids,
  });
  return [
    adminRegisterRoutes(context, accounts, devices),
    adminUserRoutes(admin, {
      context,
      accounts,
      accountStore,
      externalIds,
      profiles,
      threepids,
      deactivation,
      modifier,
    }),
    adminRoomRoutes(admin, rooms.shutdown, rooms.shutdownTasks),
    blockRoomRoutes(admin, context, rooms),
    roomDetailsRoutes(admin, context, rooms.store, rooms.roomList),
    overrideRatelimitRoutes(admin, context, accounts),
    quarantineMediaRoutes(admin, context, media),
    backgroundUpdateRoutes(admin, backgroundUpdates),
    serverVersionRoutes(),
  ];
}
