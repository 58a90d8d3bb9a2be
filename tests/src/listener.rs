//! Sockets for the servers of the tests.

use std::net::{SocketAddr, TcpListener};

use socket2::{Domain, Socket, Type};

/// How many may wait until they are accepted: a test connects a thousand times at once.
const BACKLOG: i32 = 4096;

/// Listens on a free port of this machine.
pub(crate) fn listen() -> TcpListener {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("there are sockets");
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    socket.bind(&any.into()).expect("a port is free");
    socket.listen(BACKLOG).expect("the socket listens");
    socket.into()
}
