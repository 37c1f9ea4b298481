/// The server's own settings, and the list of all settings of all modules.
@org.jspecify.annotations.NullMarked
package skyhall.server.settings;
