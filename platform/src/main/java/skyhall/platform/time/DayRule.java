package skyhall.platform.time;

/// Where a date goes that falls on a day without work. Source of the names: ISDA Definitions 2006, section 4.12,
/// "Business Day Convention".
public enum DayRule {
    /// To the next business day.
    FOLLOWING,
    /// To the next one, unless that is in another month: then to the one before.
    MODIFIED_FOLLOWING,
    /// To the business day before.
    PRECEDING
}
