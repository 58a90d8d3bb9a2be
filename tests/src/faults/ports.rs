//! Ports that no connection can be made to.

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// A port where connections are refused, for as long as the value lives.
#[derive(Debug)]
pub struct ClosedPort {
    /// Keeps the port from being given to somebody else; it never listens.
    socket: Socket,
}

impl ClosedPort {
    /// Takes a free port.
    ///
    /// # Panics
    ///
    /// When there is no free port.
    pub fn take() -> Self {
        Self { socket: bound() }
    }

    /// Returns the base URL.
    ///
    /// # Panics
    ///
    /// Never: a socket that has a port can say which.
    pub fn base_url(&self) -> String {
        format!("http://{}", address(&self.socket))
    }
}

/// A port where connections are neither made nor refused, for as long as the value lives.
#[derive(Debug)]
pub struct FullPort {
    /// It listens, and accepts nobody.
    socket: Socket,
    /// Those who wait to be accepted: more than may wait.
    _waiting: Vec<TcpStream>,
}

impl FullPort {
    /// Takes a free port, and fills its queue.
    ///
    /// # Panics
    ///
    /// When there is no free port, or the queue has no end.
    pub fn take() -> Self {
        let socket = bound();
        socket.listen(0).expect("a socket can listen");
        let address = address(&socket);
        let mut waiting = Vec::new();
        while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
            waiting.push(stream);
            assert!(waiting.len() < 100, "the queue has no end");
        }
        Self {
            socket,
            _waiting: waiting,
        }
    }

    /// Returns the base URL.
    ///
    /// # Panics
    ///
    /// Never: a socket that has a port can say which.
    pub fn base_url(&self) -> String {
        format!("http://{}", address(&self.socket))
    }
}

/// A socket on a free port.
fn bound() -> Socket {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("there are sockets");
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    socket.bind(&any.into()).expect("a port is free");
    socket
}

fn address(socket: &Socket) -> SocketAddr {
    let address = socket.local_addr().ok().and_then(|it| it.as_socket());
    address.expect("the socket has a port")
}
