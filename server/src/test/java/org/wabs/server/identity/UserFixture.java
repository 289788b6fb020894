package org.wabs.server.identity;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// Two businesses, and how people join them and come in.
abstract class UserFixture {
    static final String PASSWORD = "a long new password";
    static final Business SHOP = SharedServer.business();
    static final Business OTHER = SharedServer.business();

    static String email() {
        return UUID.randomUUID() + "@example.com";
    }

    static Api.Answer invite(Api api, String email, String role) {
        return api.post("/api/users/invitations", Map.of("email", email, "role", role));
    }

    static String token(JsonNode invited) {
        return invited.at("/link/token").asString();
    }

    static Api.Answer accept(String token, String name, String password) {
        return SharedServer.server()
                .anonymous()
                .post(
                        "/api/auth/invitations/accept",
                        Map.of("token", token, "name", name, "password", password));
    }

    static Api.Answer reset(String token, String password) {
        return SharedServer.server()
                .anonymous()
                .post("/api/auth/reset", Map.of("token", token, "password", password));
    }

    static Api.Answer login(String email) {
        return SharedServer.server()
                .anonymous()
                .post("/api/auth/login", Map.of("email", email, "password", PASSWORD));
    }

    static JsonNode join(Business shop, String email, String role) {
        return join(shop, email, "Ben", role);
    }

    static JsonNode join(Business shop, String email, String name, String role) {
        var invited = invite(shop.owner(), email, role);
        return accept(token(invited.json()), name, PASSWORD).json().get("user");
    }

    static String id(JsonNode user) {
        return user.get("id").asString();
    }

    static String path(JsonNode user) {
        return "/api/users/" + id(user);
    }

    static Api.Answer patch(Api api, JsonNode user, Map<String, Object> change) {
        var body = new java.util.HashMap<>(change);
        body.put("version", version(user));
        return api.patch(path(user), body);
    }

    static int version(JsonNode user) {
        return SharedServer.server()
                .sql()
                .sql("SELECT version FROM app_user WHERE id = CAST(? AS uuid)")
                .param(id(user))
                .query(Integer.class)
                .single();
    }

    static List<String> actions(String filter) {
        return SHOP.owner()
                .get("/api/audit?limit=200&action=" + filter)
                .json()
                .get("items")
                .valueStream()
                .map(one -> one.get("action").asString())
                .toList();
    }
}
