package skyhall.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.PlatformFault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OpenApiTest {
    enum Colour {
        RED,
        GREEN
    }

    record Wheel(int spokes, Optional<String> maker) {}

    record Cart(String name, List<Wheel> wheels, Colour colour, Instant madeAt, Map<String, BigDecimal> prices) {}

    record NewCart(String name, Optional<Colour> colour) {}

    record Odd(double weight) {}

    private static final List<Endpoint> CARTS = List.of(
            Endpoint.get("/api/v1/carts", Cart.class, "Lists the carts.").inPages(),
            Endpoint.post("/api/v1/carts", NewCart.class, Cart.class, "Makes a cart.")
                    .once(),
            Endpoint.get("/api/v1/carts/{name}", Cart.class, "Shows a cart.").refusing(PlatformFault.NOT_THERE));

    private final String text = OpenApi.describe("Carts", "1", CARTS);
    private final JsonNode tree = JsonMapper.shared().readTree(text);

    @Test
    void theSameListGivesTheSameText() {
        assertThat(OpenApi.describe("Carts", "1", CARTS)).isEqualTo(text).endsWith("}\n");
        assertThat(OpenApi.describe("Carts", "1", CARTS.reversed())).isEqualTo(text);
    }

    @Test
    void recordsBecomeObjectsWhoseOptionalFieldsAreNotRequired() {
        JsonNode wheel = tree.at("/components/schemas/Wheel");
        assertThat(wheel.at("/properties/spokes/format").asString()).isEqualTo("int32");
        assertThat(wheel.at("/required").toString()).isEqualTo("[\"spokes\"]");
        assertThat(tree.at("/components/schemas/Colour/enum").toString()).isEqualTo("[\"RED\",\"GREEN\"]");
        assertThat(tree.at("/components/schemas/Cart/properties/prices/additionalProperties/type")
                        .asString())
                .isEqualTo("string");
    }

    @Test
    void aListIsAPageWithCursorAndLimit() {
        JsonNode list = tree.at("/paths").path("/api/v1/carts").path("get");
        assertThat(list.at("/parameters/0/name").asString()).isEqualTo("cursor");
        assertThat(list.at("/parameters/1/schema/maximum").asInt()).isEqualTo(1000);
        assertThat(list.path("responses").path("200").toString())
                .contains("items")
                .contains("#/components/schemas/Cart");
    }

    @Test
    void whatMustBeDoneOnceTakesAKeyAndWhatIsRefusedIsNamed() {
        JsonNode paths = tree.path("paths");
        assertThat(paths.path("/api/v1/carts")
                        .path("post")
                        .at("/parameters/0/name")
                        .asString())
                .isEqualTo("Idempotency-Key");
        assertThat(paths.path("/api/v1/carts/{name}")
                        .path("get")
                        .path("responses")
                        .path("404")
                        .toString())
                .contains("SKY-1217")
                .contains("application/problem+json");
        assertThat(paths.path("/api/v1/carts/{name}")
                        .path("get")
                        .path("operationId")
                        .asString())
                .isEqualTo("getCartsByName");
    }

    @Test
    void whatAnApiMayNotHoldIsOurOwnMistake() {
        assertThatThrownBy(() -> OpenApi.describe("x", "1", List.of(Endpoint.get("/api/v1/odd", Odd.class, "Odd."))))
                .hasMessageContaining("an API holds no double");
        assertThatThrownBy(() -> OpenApi.describe("x", "1", List.of(CARTS.getFirst(), CARTS.getFirst())))
                .hasMessageContaining("declared twice: GET /api/v1/carts");
        assertThatThrownBy(() -> Endpoint.get("/carts", Cart.class, "x")).hasMessageContaining("not a path of the API");
        assertThatThrownBy(() -> CARTS.getFirst().once()).isInstanceOf(IllegalArgumentException.class);
    }
}
