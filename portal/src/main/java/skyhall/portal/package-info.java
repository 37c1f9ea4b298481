/// The web frame: page layout, components, sign-in pages, languages. No domain knowledge.
@org.jspecify.annotations.NullMarked
package skyhall.portal;
