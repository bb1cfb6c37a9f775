/** The Socket.IO client. Our one caller connects with `transports: ["websocket"]` (ARCHITECTURE.md, "Libraries"). */
export { io } from "socket.io-client";
