package dev.lakefront.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the simulated workspace.
 *
 * @param force whether the simulation is offered even where others than this machine can reach the gateway
 */
@ConfigurationProperties("lakefront.demo")
record DemoProperties(@DefaultValue("false") boolean force) {}
