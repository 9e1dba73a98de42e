/** The endpoint: routes, who may call them, and how much of it may be under way at once. */
package io.eventlake.collect.http;
