package skyhall.platform.database;

/// How the database is doing, for the health report.
public sealed interface PostgresState {
    /// Started, not yet accepting connections.
    record Starting() implements PostgresState {}

    /// It did not end in order last time and replays its write-ahead log: the time depends on how much was written.
    record Recovering() implements PostgresState {}

    /// Accepts connections.
    record Ready() implements PostgresState {}

    /// Not there. `reason` is a sentence for an operator. The embedded one is started again after a pause unless
    /// this was its first start.
    record Failed(String reason) implements PostgresState {}

    /// Stopped by us.
    record Stopped() implements PostgresState {}

    /// One lower-case word for health reports and logs.
    default String word() {
        return switch (this) {
            case Starting _ -> "starting";
            case Recovering _ -> "recovering";
            case Ready _ -> "ready";
            case Failed _ -> "failed";
            case Stopped _ -> "stopped";
        };
    }
}
