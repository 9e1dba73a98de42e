/**
 * The rules of Caliper Analytics 1.2 and 1.1: tables of types, properties and terms ({@code
 * resources/caliper}), and what judges records by them.
 */
package io.eventlake.family.caliper.rules;
