package skyhall.platform.fault;

/// Whose move it is: who can put a fault right.
public enum Blame {
    /// The caller, by asking differently.
    CALLER,
    /// An operator, by adding room, changing a setting or mending a machine.
    OPERATOR,
    /// We, by correcting Skyhall.
    US
}
