package skyhall.platform.health;

import java.util.function.Supplier;

/// A named question to one part of the server. Called on a thread of its own; may block for a short time.
///
/// @param name one or two lower-case words, the same on every call: `database`, `portal certificate`
public record HealthCheck(String name, Supplier<Health> question) {}
