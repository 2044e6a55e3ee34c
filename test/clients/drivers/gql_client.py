"""A client of the graph with gql, driven by lines of JSON on stdin. The results are lines of JSON on stdout."""

import asyncio
import json
import sys

from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportConnectionFailed, TransportError, TransportQueryError
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import ConnectionClosed

url, subscription_url = sys.argv[1:]
# Tokens that the parent process sends for open subscriptions, by the id of the subscription.
tokens = {}


def write(message):
    print(json.dumps(message), flush=True)


def codes_of(errors):
    return [(error.get("extensions") or {}).get("code") for error in errors or []]


async def request(command):
    transport = AIOHTTPTransport(url, headers={"authorization": f"Bearer {command['token']}"})
    operation = GraphQLRequest(command["query"], variable_values=command["variables"])
    async with Client(transport=transport) as session:
        try:
            result = await session.execute(operation, get_execution_result=True)
            write({"id": command["id"], "data": result.data, "errors": []})
        except TransportQueryError as error:
            write({"id": command["id"], "data": error.data, "errors": codes_of(error.errors)})


async def subscribe(command):
    """Subscribes again after each break, after the position of the last event."""
    extensions = {}
    while True:
        write({"id": command["id"], "needsToken": True})
        token = await tokens[command["id"]].get()
        transport = WebsocketsTransport(subscription_url, init_payload={"authorization": f"Bearer {token}"})
        operation = GraphQLRequest(
            command["query"], variable_values=command["variables"], extensions=extensions
        )
        try:
            async with Client(transport=transport) as session:
                async for result in session.subscribe(operation, get_execution_result=True):
                    extensions.update(result.extensions or {})
                    write({"id": command["id"], "next": result.data})
            return
        except TransportQueryError as error:
            write({"id": command["id"], "failed": codes_of(error.errors)})
            return
        except (TransportError, ConnectionClosed, OSError) as error:
            cause = error.__cause__ if isinstance(error, TransportConnectionFailed) else error
            close_code = cause.rcvd.code if isinstance(cause, ConnectionClosed) and cause.rcvd else None
            if close_code == 4401:
                write({"id": command["id"], "failed": ["UNAUTHENTICATED"]})
                return
            await asyncio.sleep(0.02)


async def main():
    reader = asyncio.StreamReader(limit=2**20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    running = {}
    while line := await reader.readline():
        command = json.loads(line)
        match command["do"]:
            case "request":
                running[command["id"]] = asyncio.create_task(request(command))
            case "subscribe":
                tokens[command["id"]] = asyncio.Queue()
                running[command["id"]] = asyncio.create_task(subscribe(command))
            case "token":
                tokens[command["id"]].put_nowait(command["token"])
            case "unsubscribe":
                running[command["id"]].cancel()


asyncio.run(main())
