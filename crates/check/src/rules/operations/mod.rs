//! What resources do together once they are deployed, on Amazon ECS and around it.
//!
//! # Files
//!
//! A file a rule, named after what it looks at. `docs/rules.md` lists them all, with what is wrong
//! in a few words; `git grep 'code: "CODE"'` finds the file of a code.

mod acl_rule_number;
mod action_order;
mod action_without_settings;
mod alarm_action;
mod alarm_dimension;
mod alarm_metric;
mod alarm_periods;
mod all_rights;
mod app_protocol;
mod balancer_attribute;
mod balancer_egress;
mod balancer_name;
mod balancer_not_public;
mod balancer_subnet_size;
mod balancer_zones;
mod block_size;
mod blue_green;
mod circuit_breaker_controller;
mod container_dependency;
mod container_insights;
mod container_memory;
mod container_name;
mod container_sizes;
mod container_timeouts;
mod daemon;
mod data_closed;
mod database_zones;
mod default_group;
mod dependency_condition;
mod deployment_alarms;
mod deployment_group;
mod deployment_percentages;
mod deployment_rights;
mod deployment_stuck;
mod desired_count_fixed;
mod desired_count_negative;
mod desired_count_outside;
mod discovery_service;
mod duplicate_listener;
mod duplicate_priority;
mod duplicate_provider;
mod duplicate_route;
mod duplicate_tracking;
mod dynamic_health_port;
mod efs_volume;
mod empty_target_group;
mod endpoint_closed;
mod endpoint_dns;
mod endpoint_policy;
mod endpoint_type;
mod endpoint_without_private_dns;
mod environment_file;
mod ephemeral_storage;
mod exec_logging;
mod exec_out_of_reach;
mod exec_read_only;
mod exec_rights;
mod exec_task_role;
mod execution_role_missing;
mod execution_role_rights;
mod external_controller;
mod family_name;
mod fargate_network_mode;
mod fargate_setting;
mod fargate_task;
mod fargate_without_size;
mod files_closed;
mod files_without_target;
mod files_zone;
mod forward_config;
mod gateway_balancer;
mod gateway_detached;
mod gateway_order;
mod grace_period_missing;
mod grace_period_unused;
mod group_without_subnets;
mod health_check_command;
mod health_check_interval;
mod health_check_path_missing;
mod health_check_port;
mod health_check_protocol;
mod health_check_range;
mod health_check_timeout;
mod health_check_value;
mod health_check_words;
mod host_access;
mod host_bits;
mod host_port;
mod idle_balancer;
mod image_name;
mod image_scanning;
mod infrastructure_rights;
mod instance_egress;
mod instance_image;
mod instance_role;
mod instances_closed;
mod instances_elsewhere;
mod launch_type_and_strategy;
mod launch_without_instances;
mod listener_certificate;
mod listener_closed;
mod listener_incomplete;
mod listener_order;
mod listener_protocol;
mod log_driver;
mod log_driver_options;
mod log_group_missing;
mod log_options;
mod log_retention;
mod log_router;
mod managed_setting;
mod memory_missing;
mod mount_path;
mod mount_target_zone;
mod moving_tag;
mod moving_tags_of_repository;
mod namespace_dns;
mod namespace_twice;
mod nat_address;
mod nat_for_images;
mod nat_order;
mod nat_without_gateway;
mod network_acl;
mod network_configuration;
mod network_setting;
mod no_alarms;
mod no_circuit_breaker;
mod no_essential_container;
mod no_log;
mod no_task_definition;
mod one_zone;
mod open_ingress;
mod other_vpc;
mod overlapping_subnets;
mod placement_field;
mod placement_on_fargate;
mod plain_files;
mod plain_listener;
mod plain_secret;
mod plain_user_data;
mod platform_version;
mod port_name_shape;
mod port_number;
mod port_range;
mod privileged_container;
mod public_address_on_instances;
mod redirect_loop;
mod registry_health;
mod registry_out_of_reach;
mod registry_port;
mod registry_record;
mod repeated_port;
mod request_timeout;
mod requests_of_one_group;
mod resource_label;
mod restart_policy;
mod role_path;
mod role_trust;
mod role_wildcard;
mod root_user;
mod route_target;
mod rule_condition;
mod rule_of_network_balancer;
mod rule_out_of_reach;
mod rule_twice;
mod runtime_platform;
mod same_role;
mod scalable_dimension;
mod scalable_resource_id;
mod scalable_target_without_policy;
mod scaling_bounds;
mod scaling_cooldown;
mod scaling_metric;
mod scaling_order;
mod scaling_policy_configuration;
mod scaling_target_value;
mod scaling_without_room;
mod schedule_window;
mod scheduled_action;
mod secret_field;
mod secret_name;
mod secret_source;
mod service_closed;
mod service_connect_duplicate;
mod service_connect_namespace;
mod service_order;
mod service_port_name;
mod service_role;
mod sidecar_rights;
mod spot_alone;
mod starter_rights;
mod step_adjustments;
mod step_out_of_reach;
mod step_policy_without_alarm;
mod strategy_provider;
mod strategy_shape;
mod subnet_outside;
mod subnets_full;
mod subnets_tight;
mod system_control;
mod talk_rights;
mod target_group_attribute;
mod target_group_incomplete;
mod target_group_protocol;
mod target_group_shared;
mod target_group_twice;
mod target_group_without_listener;
mod target_input;
mod target_of_cluster;
mod target_type;
mod task_closed;
mod task_egress;
mod task_size;
mod tasks_without_room;
mod termination_protection;
mod two_route_tables;
mod ulimit;
mod undeclared_volume;
mod unknown_capacity_provider;
mod unknown_container;
mod unused_volume;
mod useless_public_address;
mod volume;
mod volume_configuration;
mod volumes_from;
mod web_acl_scope;

/// The rules of this family, in the order in which their findings are listed.
pub(super) static RULES: &[&crate::deployment::DeploymentRule] = &[
    &unknown_container::RULE,
    &execution_role_missing::RULE,
    &role_trust::RULE,
    &role_path::RULE,
    &execution_role_rights::RULE,
    &same_role::RULE,
    &exec_task_role::RULE,
    &exec_rights::RULE,
    &role_wildcard::RULE,
    &registry_out_of_reach::RULE,
    &exec_out_of_reach::RULE,
    &useless_public_address::RULE,
    &task_egress::RULE,
    &endpoint_closed::RULE,
    &task_closed::RULE,
    &balancer_egress::RULE,
    &listener_closed::RULE,
    &other_vpc::RULE,
    &balancer_zones::RULE,
    &balancer_not_public::RULE,
    &registry_port::RULE,
    &registry_health::RULE,
    &namespace_twice::RULE,
    &registry_record::RULE,
    &service_connect_duplicate::RULE,
    &service_connect_namespace::RULE,
    &target_type::RULE,
    &target_group_without_listener::RULE,
    &listener_order::RULE,
    &grace_period_missing::RULE,
    &grace_period_unused::RULE,
    &deployment_stuck::RULE,
    &deployment_percentages::RULE,
    &launch_type_and_strategy::RULE,
    &strategy_provider::RULE,
    &strategy_shape::RULE,
    &spot_alone::RULE,
    &fargate_task::RULE,
    &launch_without_instances::RULE,
    &port_range::RULE,
    &host_bits::RULE,
    &block_size::RULE,
    &subnet_outside::RULE,
    &overlapping_subnets::RULE,
    &duplicate_route::RULE,
    &two_route_tables::RULE,
    &route_target::RULE,
    &gateway_detached::RULE,
    &gateway_order::RULE,
    &nat_without_gateway::RULE,
    &nat_address::RULE,
    &nat_order::RULE,
    &endpoint_type::RULE,
    &endpoint_dns::RULE,
    &namespace_dns::RULE,
    &endpoint_without_private_dns::RULE,
    &files_closed::RULE,
    &files_without_target::RULE,
    &files_zone::RULE,
    &one_zone::RULE,
    &subnets_full::RULE,
    &subnets_tight::RULE,
    &balancer_subnet_size::RULE,
    &database_zones::RULE,
    &open_ingress::RULE,
    &nat_for_images::RULE,
    &task_size::RULE,
    &fargate_without_size::RULE,
    &container_sizes::RULE,
    &container_memory::RULE,
    &memory_missing::RULE,
    &ephemeral_storage::RULE,
    &container_timeouts::RULE,
    &health_check_range::RULE,
    &health_check_command::RULE,
    &health_check_timeout::RULE,
    &health_check_words::RULE,
    &host_port::RULE,
    &fargate_network_mode::RULE,
    &network_setting::RULE,
    &repeated_port::RULE,
    &port_number::RULE,
    &port_name_shape::RULE,
    &container_name::RULE,
    &no_essential_container::RULE,
    &container_dependency::RULE,
    &dependency_condition::RULE,
    &fargate_setting::RULE,
    &image_name::RULE,
    &secret_field::RULE,
    &secret_name::RULE,
    &secret_source::RULE,
    &environment_file::RULE,
    &ulimit::RULE,
    &system_control::RULE,
    &restart_policy::RULE,
    &runtime_platform::RULE,
    &family_name::RULE,
    &app_protocol::RULE,
    &undeclared_volume::RULE,
    &unused_volume::RULE,
    &mount_path::RULE,
    &efs_volume::RULE,
    &volume::RULE,
    &volumes_from::RULE,
    &plain_secret::RULE,
    &privileged_container::RULE,
    &root_user::RULE,
    &moving_tag::RULE,
    &exec_read_only::RULE,
    &image_scanning::RULE,
    &moving_tags_of_repository::RULE,
    &host_access::RULE,
    &no_log::RULE,
    &log_driver::RULE,
    &log_options::RULE,
    &log_driver_options::RULE,
    &log_router::RULE,
    &log_group_missing::RULE,
    &log_retention::RULE,
    &service_port_name::RULE,
    &network_configuration::RULE,
    &placement_on_fargate::RULE,
    &daemon::RULE,
    &platform_version::RULE,
    &service_role::RULE,
    &desired_count_negative::RULE,
    &desired_count_fixed::RULE,
    &desired_count_outside::RULE,
    &no_circuit_breaker::RULE,
    &circuit_breaker_controller::RULE,
    &deployment_alarms::RULE,
    &external_controller::RULE,
    &no_task_definition::RULE,
    &volume_configuration::RULE,
    &container_insights::RULE,
    &no_alarms::RULE,
    &unknown_capacity_provider::RULE,
    &duplicate_provider::RULE,
    &termination_protection::RULE,
    &public_address_on_instances::RULE,
    &health_check_interval::RULE,
    &health_check_protocol::RULE,
    &health_check_value::RULE,
    &health_check_path_missing::RULE,
    &balancer_name::RULE,
    &action_without_settings::RULE,
    &action_order::RULE,
    &listener_protocol::RULE,
    &listener_incomplete::RULE,
    &listener_certificate::RULE,
    &duplicate_listener::RULE,
    &duplicate_priority::RULE,
    &rule_condition::RULE,
    &rule_of_network_balancer::RULE,
    &target_group_protocol::RULE,
    &target_group_shared::RULE,
    &target_group_incomplete::RULE,
    &forward_config::RULE,
    &target_group_attribute::RULE,
    &dynamic_health_port::RULE,
    &balancer_attribute::RULE,
    &plain_listener::RULE,
    &idle_balancer::RULE,
    &gateway_balancer::RULE,
    &redirect_loop::RULE,
    &scaling_bounds::RULE,
    &scaling_policy_configuration::RULE,
    &duplicate_tracking::RULE,
    &scaling_metric::RULE,
    &resource_label::RULE,
    &scaling_target_value::RULE,
    &scaling_cooldown::RULE,
    &scalable_resource_id::RULE,
    &scalable_dimension::RULE,
    &step_adjustments::RULE,
    &scalable_target_without_policy::RULE,
    &alarm_periods::RULE,
    &alarm_dimension::RULE,
    &scaling_order::RULE,
    &step_policy_without_alarm::RULE,
    &scheduled_action::RULE,
    &scaling_without_room::RULE,
    &starter_rights::RULE,
    &target_of_cluster::RULE,
    &target_input::RULE,
    &instance_role::RULE,
    &instances_elsewhere::RULE,
    &plain_user_data::RULE,
    &tasks_without_room::RULE,
    &instances_closed::RULE,
    &instance_image::RULE,
    &placement_field::RULE,
    &service_order::RULE,
    &group_without_subnets::RULE,
    &instance_egress::RULE,
    &health_check_port::RULE,
    &blue_green::RULE,
    &deployment_group::RULE,
    &deployment_rights::RULE,
    &infrastructure_rights::RULE,
    &discovery_service::RULE,
    &network_acl::RULE,
    &acl_rule_number::RULE,
    &rule_twice::RULE,
    &target_group_twice::RULE,
    &managed_setting::RULE,
    &all_rights::RULE,
    &endpoint_policy::RULE,
    &mount_target_zone::RULE,
    &default_group::RULE,
    &request_timeout::RULE,
    &exec_logging::RULE,
    &step_out_of_reach::RULE,
    &alarm_action::RULE,
    &alarm_metric::RULE,
    &sidecar_rights::RULE,
    &talk_rights::RULE,
    &data_closed::RULE,
    &service_closed::RULE,
    &plain_files::RULE,
    &schedule_window::RULE,
    &requests_of_one_group::RULE,
    &empty_target_group::RULE,
    &rule_out_of_reach::RULE,
    &web_acl_scope::RULE,
];
