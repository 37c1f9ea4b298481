package skyhall.platform.access;

/// A parsed policy document.
public final class Policy {
    Policy() {}
}
