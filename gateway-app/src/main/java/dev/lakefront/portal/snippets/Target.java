package dev.lakefront.portal.snippets;

import dev.lakefront.catalog.Task;

/**
 * What a call is made to, for the clients that want to know more than an address.
 *
 * @param gateway where callers reach the gateway, absolute, without a trailing slash
 * @param api its id, by which OpenAI's and Databricks' clients name it
 * @param invocations the address of the API's main operation
 * @param needsKey false for an API that can be called without a key
 */
public record Target(String gateway, String api, String invocations, Task task, boolean needsKey) {}
