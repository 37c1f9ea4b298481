package skyhall.portal.signin;

import java.time.Duration;

/// How long a session lives.
///
/// @param idle without a request
/// @param absolute in all, however busy
record SessionTimes(Duration idle, Duration absolute) {}
