/** Search for programs: {@code POST /api/v1/search}, as the public contract writes it. */
package io.groundwork.retrieval.rest;
