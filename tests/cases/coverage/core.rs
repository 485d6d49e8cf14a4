use super::row::{Area, groups};

/// What all constructs stand in, and what is said of it.
pub(super) const AREA: Area = Area {
    title: "Core",
    groups: groups! {
        "core, apps and stacks", "`App`, `Stage`, `Stack`, `NestedStack` and their properties." {
            "App", "" => yes "App", proof = crate::core::stacks::references_between_stacks;
            "App: context, defaultStackSynthesizer, outdir, postCliContext", "" => yes "--context, App::bootstrap, --out", proof = crate::core::lookups::what_was_looked_up_stands_in_the_template;
            "App: treeMetadata", "" => better "tree.json", "one file, however large, and no properties, which are in the templates", proof = crate::core::nested::the_tree_has_what_is_in_nested_stacks;
            "App: analyticsReporting, stackTraces, policyValidationBeta1", "" => no "nothing is reported to anybody; lines of the program are always known, and the checker always runs";
            "Stage", "" => better "App::stage", "no logical id and no name between nested stacks holds it", proof = crate::core::stages::a_stage_is_in_names_of_stacks_and_in_no_logical_id;
            "Stage: env", "" => yes "Stage::environment", proof = crate::core::stages::stacks_are_where_their_stage_is;
            "Stage: stageName, permissionsBoundary, propertyInjectors", "" => no "the id is the name; roles take a boundary, and `each` gives one to all";
            "Stack: env, stackName, description", "" => yes "environment, name, describe", proof = crate::core::identity::stacks_of_one_name_in_two_places;
            "Stack: terminationProtection, tags, notificationArns", "" => yes "termination_protection, stack_tag, notify", proof = crate::core::identity::what_is_said_of_a_stack_beside_its_template;
            "Stack: synthesizer (Default, Cli, Legacy, BootstraplessSynthesizer)", "" => better "Bootstrap", "an app without assets needs no bootstrap, and the roles are asked for", proof = crate::core::nested_told::a_nested_template_goes_where_the_bootstrap_says;
            "Stack: crossRegionReferences", "Fn::GetStackOutput" => better "weak, App::weak_references", "no Lambda functions write and read parameters in other regions", proof = crate::core::stacks::a_weak_reference_leads_to_another_region_and_by_a_role_to_another_account;
            "Stack: suppressTemplateIndentation, analyticsReporting, propertyInjectors", "" => no "a template too long for the call is published; nothing is reported to anybody";
            "Stack: addDependency, addStackDependency", "" => yes "deploy_after", proof = crate::core::stacks::an_order_that_no_reference_makes;
            "Stack: addTransform, addMetadata", "Transform, Metadata" => yes "transform, metadata", proof = crate::core::outputs::outputs_exports_and_what_is_said_of_the_stack;
            "Stack: exportValue, exportStringListValue", "Outputs" => yes "keep_export", proof = crate::core::exports::an_export_is_kept_that_nothing_uses_any_more;
            "Stack: renameLogicalId, overrideLogicalId", "" => better "moved, pin_id, pin_ids", "what was moved keeps all ids below it in one line", proof = crate::core::identity::what_was_moved_keeps_its_ids_and_those_below_it;
            "Stack: availabilityZones", "" => better "account_zones", "never `dummy1a`: what was not looked up is an error", proof = crate::core::lookups::what_was_not_looked_up_is_an_error_that_names_the_command;
            "Stack: splitArn, formatArn, Arn", "" => no "`sub!` writes ARNs; typed attributes have them";
            "Stack: regionalFact, RegionInfo", "" => no "facts of regions go out of date; the checker knows those that keep a template from working";
            "NestedStack", "AWS::CloudFormation::Stack" => better "nested_stack", "names between stacks hold no path above the one that is deployed", proof = crate::core::nested::what_is_outside_goes_in_as_parameters_and_what_is_inside_comes_out_as_outputs;
            "NestedStack, siblings", "Parameters, Outputs" => yes "nested_stack", proof = crate::core::nested::siblings_meet_in_the_stack_around_both;
            "NestedStack: parameters", "Parameters" => better "NestedStack::parameter", "one without a value is an error with its line (APP134)", proof = crate::core::nested_told::a_parameter_of_its_own_is_given_a_value;
            "NestedStack: timeout, notificationArns, description, removalPolicy", "TimeoutInMinutes, NotificationARNs" => yes "timeout, notify, describe, of(..)", proof = crate::core::nested_told::its_resource_is_set_like_any_other;
            "tags of a nested stack", "Tags" => better "tag", "by its resource, once; those with exceptions at each", proof = crate::core::nested_told::tags_go_by_the_resource_but_for_those_that_not_all_get;
            "references between stacks: strong", "Export, Fn::ImportValue" => yes "a value", proof = crate::core::stacks::references_between_stacks;
            "references between stacks: weak, defaultCrossStackReferences", "Fn::GetStackOutput" => better "weak, App::weak_references", "not in properties that replace, and warned of there (DES106)", proof = crate::core::weak::an_app_is_weak_but_in_properties_that_replace;
            "references between stacks: crossStackReferences of one stack", "" => better "strong, weak", "of one value, wherever it stands", proof = crate::core::weak::one_reference_of_a_weak_app_is_strong;
            "NestedStack, checked (no check of AWS CDK)", "Parameters" => better "app check", "with the values that it is given", proof = crate::core::nested_told::the_checker_knows_what_a_nested_stack_is_given;
            "references between stacks: both", "" => no "`keep_export` keeps what is imported still, for one deployment";
        }
        "core, elements of a template", "`CfnParameter`, `CfnOutput`, ... and their properties." {
            "CfnParameter", "Parameters" => better "Parameter", "its kind is a type, and fits only where it belongs", proof = crate::core::parameters::every_type;
            "CfnParameter: constraints, noEcho", "Parameters" => yes "allowed_values, min_length, no_echo, ...", proof = crate::core::parameters::every_constraint;
            "CfnMapping", "Mappings" => yes "Mapping", proof = crate::core::mappings::a_table_of_texts_numbers_lists_and_truth_values;
            "CfnMapping: lazy", "" => no "a table of the program is no mapping: the program looks into it";
            "CfnCondition", "Conditions" => better "Condition, when", "a whole construct is conditional, and what waits for it follows", proof = crate::core::conditions::a_whole_construct_is_conditional;
            "CfnOutput", "Outputs" => yes "Output", proof = crate::core::outputs::outputs_exports_and_what_is_said_of_the_stack;
            "CfnRule", "Rules" => yes "Rule", proof = crate::core::rules::every_function_of_rules;
            "CfnResource", "Resources" => yes "RawResource, cfn", proof = crate::core::escape::editing_typed_and_untyped;
            "CfnResource: addOverride, addPropertyOverride, addDeletionOverride", "" => better "edit, override_property, remove_property", "what a pointer misses is an error with its line", proof = crate::core::escape::properties_written_past_the_types;
            "CfnResource: addDependency, cfnOptions, applyRemovalPolicy", "DependsOn, DeletionPolicy" => yes "of(..)", proof = crate::core::resources::policies_and_metadata;
            "CfnHook, CfnCodeDeployBlueGreenHook", "Hooks" => no "deployments of ECS do it without the hook; the template crate reads those there are";
            "CfnInclude", "" => better "Scope::include", "loops, rules, hooks and every attribute too; resources can be left out, or taken alone", proof = crate::core::include::a_template_comes_out_as_it_went_in;
            "CustomResource, CustomResourceProvider", "Custom::Name" => no "`RawResource` names a function of one's own; none is made behind anybody's back";
            "CfnJson", "" => no "a custom resource for keys that deployment knows: values of JSON may be anything already";
            "CfnStack, CfnStackSet, CfnMacro, CfnWaitCondition, CfnType and the like", "AWS::CloudFormation::..." => yes "cfn::cloudformation", proof = crate::core::nested_told::its_resource_is_set_like_any_other;
            "the Cfn classes of all modules", "Resources" => better "cfn", "what is required, and which reference fits where, are types", proof = crate::core::escape::editing_typed_and_untyped;
            "RepositoryBase, QueueBase, TopicBase, BucketBase, TableBase, TableBaseV2, AlarmBase, DatabaseInstanceBase, DatabaseClusterBase, and other abstract classes", "" => no "what new and imported ones share is their handle";
        }
        "core, what is said of many", "`Aspects`, `Tags`, `RemovalPolicies`, `Annotations`." {
            "Aspects, Mixins", "" => better "each, each_of_type", "each resource once, whatever added it when; nothing is added on the way, so that no order matters", proof = crate::core::visits::every_resource_of_the_type_is_changed_once_also_what_comes_later;
            "Aspects: priority", "" => no "changes of one type are made in the order in which they are asked for";
            "PropertyInjectors", "" => no "a function makes a construct as a company wants it, and says so where it is called";
            "Tags: add, remove", "Tags" => yes "tag, untag", proof = crate::core::tags::types_left_out_and_tags_taken_off;
            "Tags: excludeResourceTypes", "Tags" => yes "tag_except", proof = crate::core::tags::types_left_out_and_tags_taken_off;
            "Tags: includeResourceTypes, priority, applyToLaunchedInstances", "Tags" => no "a tag further in wins; `each` writes one to a type; instances of a group always get it";
            "RemovalPolicies, RemovalPolicy", "DeletionPolicy" => yes "removal_policy, retain", proof = crate::core::resources::every_policy_has_its_word;
            "Annotations, acknowledgements", "" => better "acknowledge", "an error stops, a reason is asked for, and what is of no use is told", proof = crate::core::acknowledge::the_metadata_says_what_for_whom_and_why;
            "Validations, node.addValidation", "" => yes "Scope::report", proof = crate::core::acknowledge::a_warning_of_a_construct_is_put_aside_and_not_written;
            "ResourceWithPolicies, EncryptedResources, GrantableResources, DefaultPolicyFactories, DefaultEncryptedResourceFactories, BucketGrants, TopicGrants and the other classes of grants", "" => better "ResourcePolicy, EncryptedWith", "the means of our own constructs are open to those of others", proof = crate::aws::grants::principals_are_written_to_the_policy_of_what_they_are_granted;
        }
        "core, values", "`Fn`, `Aws`, `Lazy`, `Token`, `SecretValue` and their kin." {
            "Fn", "Fn::..." => yes "functions of the core", proof = crate::core::functions::every_function;
            "Fn.toJsonString, Fn.len, Fn.findInMap with a default", "AWS::LanguageExtensions" => yes "to_json_string, length, find_in_map", proof = crate::core::functions::functions_of_the_language_extensions_bring_the_transform_once;
            "Fn.transform, CfnDynamicReference", "Fn::Transform" => yes "transform, dynamic_reference", proof = crate::core::functions::dynamic_references_take_expressions;
            "Fn.forEach", "Fn::ForEach" => no "a loop of the program";
            "Aws, ScopedAws, AccountId", "" => yes "sub!, Pseudo", proof = crate::core::functions::every_pseudo_parameter;
            "Lazy, Token, Tokenization", "" => better "Value", "values are expressions, never texts with marks in them; what waits for the program's end is a value too", proof = crate::core::identity::what_ids_are_made_of_is_known_with_what_was_moved;
            "Intrinsic, JsonNull, Reference", "" => yes "Expr", proof = crate::core::functions::json_of_the_users_own_is_read_as_a_template_is;
            "Stack.toJsonString", "" => better "json_string", "numbers, lists and truth values that deployment brings stand as what they are", proof = crate::core::json::every_type_stands_as_what_it_is;
            "SecretValue", "" => yes "dynamic_reference, Secret", proof = crate::core::functions::dynamic_references_take_expressions;
            "Names.uniqueId, uniqueResourceName, PhysicalName", "" => yes "identity_text", proof = crate::core::nested::names_hold_the_nested_stack_and_logical_ids_begin_anew;
            "Duration, Size, TimeZone, Expiration", "" => yes "DurationExt, SizeExt, TimeZone", proof = crate::core::nested_told::its_resource_is_set_like_any_other;
            "Reverse, DefaultTokenResolver, StringConcat, Resource, ResourceEnvironment", "" => no "the workings of tokens and of classes, of which there are none";
        }
        "core, command line of AWS CDK", "What `cdk` can do beside synthesis and deployment." {
            "cdk init", "" => better "stackwright init", "four templates, each with settings of two environments, tests, and a workflow that checks, compares and deploys", proof in "crates/cli/tests/init.rs" = "a_project_has_all_that_it_needs";
            "cdk init: --list, --language, --generate-only, --from-path", "" => no "`--help` has the templates; programs are Rust; nothing is built or committed; a folder that is copied is a template";
            "cdk watch: on every save", "" => better "stackwright watch", "what is saved is checked, and compared with the start: what would be replaced or lost is seen before anything is deployed", proof in "crates/cli/tests/watch.rs" = "every_save_shows_what_has_changed_since_the_start";
            "cdk watch: include, exclude", "" => better "stackwright watch", "folders that tools keep, and what the program writes, are left out by themselves", proof in "crates/cli/tests/watch.rs" = "what_the_program_writes_is_no_save";
            "cdk watch: deployment, --hotswap, --logs", "" => no "nothing is deployed on the way: what a program writes is deployed by the AWS CDK command line";
            "cdk doctor", "" => better "stackwright doctor", "says of each version what fits and what to do, of the bootstrap as well; exit code 1 where something does not", proof in "crates/cli/tests/doctor.rs" = "what_does_not_is_said_with_what_to_do";
            "cdk docs", "" => better "stackwright explain, types", "without network, of the code or the type that is meant, with the page of AWS", proof in "crates/cli/tests/types.rs" = "a_property_is_told_with_its_words_and_its_setter";
            "cdk notices", "" => no "nothing is fetched from anybody; the AWS CDK command line shows its own for every app";
        }
        "core, look-ups and assets", "`ContextProvider`, `fromLookup`, `AssetStaging`." {
            "ContextProvider: missing context", "" => better "look_up, cdk.context.json", "an error that names the command, never a value that stands for it", proof = crate::core::lookups::what_was_not_looked_up_is_an_error_that_names_the_command;
            "missing context, by the AWS CDK command line", "" => yes "missing", proof = crate::core::lookups::the_manifest_says_what_is_missing_with_the_role_that_may_look;
            "missing context, of what was not found", "" => better "APP138", "the command line goes on with exit code 0", proof = crate::core::lookups::what_the_command_line_did_not_find_is_an_error;
            "cdk context --clear, --reset", "" => better "context, --refresh, --clear", "by the AWS command line; what is of another account is not kept", proof = crate::core::lookups::one_command_looks_up_all_that_is_missing_and_keeps_it;
            "Vpc.fromLookup", "" => better "Vpc::lookup", "a subnet without a way in is not public", proof = crate::core::lookups::what_was_looked_up_stands_in_the_template;
            "HostedZone, ApplicationLoadBalancer, ApplicationListener, StringParameter, MachineImage: lookups", "" => yes "lookup, newest", proof = crate::core::lookups::what_was_looked_up_stands_in_the_template;
            "SecurityGroup, Role, Key, Repository, DatabaseInstance, NetworkLoadBalancer: lookups", "" => no "what they are found by is what their imported twins take: an id, a name, an ARN";
            "CcApiContextProvider, PluginContextProvider", "" => no "any other answer can be written into `cdk.context.json`";
            "AssetStaging, FileAssetPackaging, DockerImage, BundlingOptions", "" => no "files are published as they are: what is built is built before, or by the Dockerfile";
            "FileSystem, IgnoreMode, SymlinkFollowMode", "" => no "assets read `.dockerignore` as Docker does, and keep links; see Assets";
        }
    },
};
