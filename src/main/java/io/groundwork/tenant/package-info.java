/**
 * The register of tenants: names and states, no contents. A tenant's people, keys and documents belong to higher floors,
 * which are told by event before a tenant goes.
 */
package io.groundwork.tenant;
