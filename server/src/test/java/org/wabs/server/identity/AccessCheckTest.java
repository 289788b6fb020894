package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.wabs.server.support.SharedServer;

class AccessCheckTest {
    static class Handlers {
        @Needs(Permission.SEE_CAMPAIGNS)
        public void declared() {}

        @Open
        public void open() {}

        public void forgotten() {}

        @Open
        @Needs(Permission.SELF)
        public void contradictory() {}
    }

    @Test
    void aHandlerThatDeclaresNothingOrBothStopsTheStartByName() {
        assertThatThrownBy(() ->
                        AccessCheck.requireDeclared(
                                List.of(
                                        handler("declared"),
                                        handler("forgotten"),
                                        handler("contradictory"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Handlers#forgotten")
                .hasMessageContaining("Handlers#contradictory")
                .message()
                .doesNotContain("#declared");
        assertThatCode(() ->
                        AccessCheck.requireDeclared(List.of(handler("declared"), handler("open"))))
                .doesNotThrowAnyException();
    }

    @Test
    void whoMayNotIsToldWhichRolesMay() {
        var agent = SharedServer.business().user("AGENT");

        var answer = agent.post("/api/campaigns", Map.of());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/forbidden");
        assertThat(answer.json().get("permission").asString()).isEqualTo("MANAGE_CAMPAIGNS");
        assertThat(answer.json().get("detail").asString()).contains("OWNER, ADMIN, MANAGER");
    }

    @Test
    void ownersMayEverythingAndHigherRolesMayWhatLowerOnesMay() {
        assertThat(Permission.of(Role.OWNER)).containsExactly(Permission.values());
        assertThat(Permission.of(Role.ADMIN)).containsAll(Permission.of(Role.MANAGER));
        assertThat(Permission.of(Role.MANAGER)).containsAll(Permission.of(Role.AGENT));
    }

    private static HandlerMethod handler(String name) {
        try {
            return new HandlerMethod(new Handlers(), name);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
