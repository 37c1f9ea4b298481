package skyhall.server.clients;

/// How a client reaches the server.
enum Transport {
    HTTP,
    TLS
}
