/// Typed settings from one file and the environment. Unknown or malformed: the start stops with a sentence.
///
/// A module declares each of its settings once as a constant [skyhall.platform.settings.Setting]; `server` gathers
/// the lists of all modules, loads [skyhall.platform.settings.Settings], and prints docs/reference/configuration.md.
@org.jspecify.annotations.NullMarked
package skyhall.platform.settings;
