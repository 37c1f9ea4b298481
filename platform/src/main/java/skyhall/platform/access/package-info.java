/// The AWS JSON policy language as an evaluator that knows no word of any service.
///
/// A [skyhall.platform.access.Policy] is parsed once; [skyhall.platform.access.Access] decides. Source: AWS IAM
/// User Guide, "Policy evaluation logic" and "IAM JSON policy elements reference".
@org.jspecify.annotations.NullMarked
package skyhall.platform.access;
