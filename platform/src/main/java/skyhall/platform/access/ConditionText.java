package skyhall.platform.access;

import java.util.List;

/// One key of a condition block as it was written.
///
/// @param values at least one; numbers and truths as their text
record ConditionText(String operator, String key, List<String> values) {}
