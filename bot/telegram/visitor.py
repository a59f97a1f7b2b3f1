"""What visitors do, each handler in three lines: translate in, take the turn. Private chats only.

Filters are coroutines: aiogram sends any other filter, `F` included, through a thread, for every update.
"""

import structlog
from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, User

from bot.messages import Left
from bot.telegram.remembered import Remembered
from bot.telegram.translate import Sources, beside, edited, pressed, said
from bot.telegram.turns import Turns
from bot.telegram.whereabouts import whereabouts

log = structlog.get_logger()
_ALBUMS = 1_000  # albums remembered: their messages come within a second or two
_HERE = frozenset({ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED})


def visitor_router(turns: Turns, sources: Sources, staff_chat: str | None) -> Router:
    """Make the router; a new one each time, since a router can be attached only once.

    Every group the bot is invited to is left, save that of staff.
    """
    router = Router(name="visitors")
    _messages(router, turns, sources)
    _presses(router, turns, sources)
    _comings_and_goings(router, turns, sources, staff_chat)
    return router


def _messages(router: Router, turns: Turns, sources: Sources) -> None:
    albums = Remembered(_ALBUMS)

    @router.message(_from_visitor)
    async def on_message(message: Message, visitor: User) -> None:
        content = said(message)
        if content is not None and not _said_already(message, albums):
            await turns.take(sources.incoming(visitor, content, beside(message)))

    @router.edited_message(_from_visitor)
    async def on_edit(message: Message, visitor: User) -> None:
        content = edited(message)
        if content is not None:
            await turns.take(sources.incoming(visitor, content))


def _presses(router: Router, turns: Turns, sources: Sources) -> None:
    @router.callback_query(_under_our_message)
    async def on_press(query: CallbackQuery) -> None:
        await turns.take(sources.incoming(query.from_user, pressed(query, sources.askable)))


def _comings_and_goings(router: Router, turns: Turns, sources: Sources, staff_chat: str | None) -> None:
    @router.my_chat_member(_blocked)
    async def on_block(event: ChatMemberUpdated) -> None:
        await turns.take(sources.incoming(event.from_user, Left()))

    @router.my_chat_member(_invited)
    async def on_invitation(event: ChatMemberUpdated) -> None:
        if str(event.chat.id) == staff_chat:
            return
        try:
            await event.chat.leave()
        except AiogramError as error:  # it may be gone already, and we say nothing there either way
            log.info("telegram_group_not_left", **whereabouts(error))


async def _from_visitor(message: Message) -> bool | dict[str, User]:
    private = message.chat.type == ChatType.PRIVATE
    return {"visitor": message.from_user} if private and message.from_user is not None else False


async def _under_our_message(query: CallbackQuery) -> bool:
    return query.message is None or query.message.chat.type == ChatType.PRIVATE


async def _blocked(event: ChatMemberUpdated) -> bool:
    return event.chat.type == ChatType.PRIVATE and event.new_chat_member.status == ChatMemberStatus.KICKED


async def _invited(event: ChatMemberUpdated) -> bool:
    return event.chat.type != ChatType.PRIVATE and event.new_chat_member.status in _HERE


def _said_already(message: Message, albums: Remembered) -> bool:
    # Ten photos of an album come as ten messages: one answer will do, but every caption is heard.
    album = message.media_group_id
    return album is not None and not albums.add((message.chat.id, album)) and not message.caption
