package skyhall.portal.failure;

/// A fault as its page shows it.
///
/// @param byCaller whether the person can put it right alone
public record FailureView(String code, String sentence, String remedy, String detail, boolean byCaller) {}
