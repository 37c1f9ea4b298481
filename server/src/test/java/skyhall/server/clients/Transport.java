package skyhall.server.clients;

/// How a client reaches the server.
public enum Transport {
    HTTP,
    TLS
}
