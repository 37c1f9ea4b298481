package skyhall.portal.signin;

/// The sign-in page.
///
/// @param name what was entered before
/// @param next where to go afterwards
/// @param error what went wrong, or empty
/// @param notice why the person is here, or empty
public record SignInView(String name, String next, String error, String notice) {}
