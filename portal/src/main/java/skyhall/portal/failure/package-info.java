/// What a person sees when something is wrong: a page in the frame with a code, a sentence, what to do and the request
/// id; problem+json (RFC 9457) for programs; never a stack trace.
@org.jspecify.annotations.NullMarked
package skyhall.portal.failure;
