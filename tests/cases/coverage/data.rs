use super::row::{Area, groups};

/// What containers talk to.
pub(super) const AREA: Area = Area {
    title: "Links, queues, topics, tables, buckets, keys, streams, events",
    groups: groups! {
        "links", "What AWS CDK says in three places: `grant..` on the role of the task, `connections.allow..` on the service, `environment` and `secrets` of the container." {
            "grant.. to the task role", "" => better "Container::link", "the right, the way, variables and secrets in one call", proof = crate::aws::links::a_link_brings_right_way_variables_and_secrets_at_once;
            "connections.allowTo", "" => better "Container::link", "for every service of the task, whichever is added first", proof = crate::aws::links::every_service_of_a_task_gets_the_way;
            "across stacks", "" => better "Container::link", "the rules are in the stack that is deployed later, so that stacks make no ring", proof = crate::aws::links::a_link_to_another_stack_makes_no_ring;
            "names of variables", "ContainerDefinitions.Environment" => better "link_as, Link::named", "from the id of what is linked to, if they are not said", proof = crate::aws::links::names_come_from_ids_word_by_word;
            "two values for one name", "ContainerDefinitions.Environment" => better "ECS140", "told with both lines, where the last one wins silently", proof = crate::aws::links::two_values_for_one_name_are_told_with_both_places;
            "links of one's own constructs", "" => better "Link::to", "a value that any construct can make", proof = crate::aws::links::a_link_brings_right_way_variables_and_secrets_at_once;
        }
        "queue", "`QueueProps`, methods and statics of `Queue`." {
            "queueName", "QueueName" => better "name", "with the `.fifo` that a FIFO queue needs", proof = crate::aws::data::queues::a_fifo_queue_has_fifo_dead_letters_and_a_name_that_says_so;
            "deadLetterQueue", "RedrivePolicy" => better "dead_letter_after, dead_letters_to", "one word makes the queue, of the same kind and key, with 14 days", proof = crate::aws::data::queues::dead_letters_in_one_word;
            "redriveAllowPolicy", "RedriveAllowPolicy" => yes "redrive_allow", proof = crate::aws::data::queues::every_option_of_a_queue;
            "fifo", "FifoQueue" => yes "fifo", proof = crate::aws::data::queues::a_fifo_queue_has_fifo_dead_letters_and_a_name_that_says_so;
            "contentBasedDeduplication", "ContentBasedDeduplication" => yes "deduplicated_by_content", proof = crate::aws::data::queues::a_fifo_queue_has_fifo_dead_letters_and_a_name_that_says_so;
            "deduplicationScope, fifoThroughputLimit", "DeduplicationScope, FifoThroughputLimit" => better "high_throughput", "the one pair that is not the default, so that the two cannot contradict each other", proof = crate::aws::data::queues::a_fifo_queue_has_fifo_dead_letters_and_a_name_that_says_so;
            "visibilityTimeout", "VisibilityTimeout" => yes "visibility", proof = crate::aws::data::queues::every_option_of_a_queue;
            "retentionPeriod", "MessageRetentionPeriod" => yes "retention", proof = crate::aws::data::queues::every_option_of_a_queue;
            "deliveryDelay", "DelaySeconds" => yes "delay", proof = crate::aws::data::queues::every_option_of_a_queue;
            "receiveMessageWaitTime", "ReceiveMessageWaitTimeSeconds" => better "wait", "20 seconds unless said, where AWS answers with what a few servers have", proof = crate::aws::data::queues::a_queue_is_encrypted_asked_in_full_and_over_tls_only;
            "maxMessageSizeBytes", "MaximumMessageSize" => yes "max_message_bytes", proof = crate::aws::data::queues::every_option_of_a_queue;
            "encryption", "SqsManagedSseEnabled" => better "Queue::new", "always, as nothing speaks against it", proof = crate::aws::data::queues::a_queue_is_encrypted_asked_in_full_and_over_tls_only;
            "encryptionMasterKey", "KmsMasterKeyId" => better "encrypted_with", "who sends or consumes may use the key, and no one has to think of it", proof = crate::aws::data::queues::who_consumes_gets_the_url_the_right_and_that_of_the_key;
            "dataKeyReuse", "KmsDataKeyReusePeriodSeconds" => yes "data_key_reuse", proof = crate::aws::data::queues::every_option_of_a_queue;
            "enforceSSL", "QueuePolicy" => better "Queue::new", "always; AWS CDK does not", proof = crate::aws::data::queues::a_queue_is_encrypted_asked_in_full_and_over_tls_only;
            "removalPolicy", "DeletionPolicy" => yes "removal_policy, retain, disposable", proof = crate::aws::data::queues::every_option_of_a_queue;
            "fromQueueArn, fromQueueAttributes", "" => yes "Queue::imported", proof = crate::aws::data::queues::an_imported_queue_is_used_and_left_alone;
            "grantConsumeMessages, grantSendMessages, grantPurge", "" => better "consume, send, purge", "links: the right, the key's, and the URL in the environment", proof = crate::aws::data::queues::who_sends_or_purges_may_do_that_and_no_more;
            "addToResourcePolicy", "QueuePolicy" => better "stack.grant(Principal, ..), deliver", "one policy, whoever is granted something", proof = crate::aws::data::queues::services_and_accounts_are_added_to_the_one_policy;
            "metric..", "" => yes "metric, visible_messages, ..", proof = crate::aws::data::queues::its_metrics_and_its_backlog_know_it_by_name;
            "QueuePolicy", "AWS::SQS::QueuePolicy" => better "Queue::new", "one, which others add to, whoever grants", proof = crate::aws::data::queues::services_and_accounts_are_added_to_the_one_policy;
        }
        "topic", "`TopicProps`, methods and statics of `Topic`; `aws-sns-subscriptions`." {
            "topicName", "TopicName" => better "name", "with the `.fifo` that a FIFO topic needs, and one of its own where that has none", proof = crate::aws::data::topics::a_fifo_topic_without_a_name_gets_one_that_sns_takes;
            "displayName", "DisplayName" => yes "display_name", proof = crate::aws::data::topics::every_option_of_a_topic;
            "fifo, contentBasedDeduplication, fifoThroughputScope", "FifoTopic" => yes "fifo, deduplicated_by_content, high_throughput", proof = crate::aws::data::topics::every_option_of_a_topic;
            "masterKey", "KmsMasterKeyId" => better "encrypted_with", "alarms and publishers may use the key", proof = crate::aws::data::topics::alarms_may_use_the_key_of_a_topic;
            "enforceSSL", "TopicPolicy" => better "Topic::new", "always, and alarms still reach it", proof = crate::aws::data::topics::a_topic_is_over_tls_only_and_alarms_still_reach_it;
            "tracingConfig", "TracingConfig" => yes "traced", proof = crate::aws::data::topics::every_option_of_a_topic;
            "messageRetentionPeriodInDays, loggingConfigs", "ArchivePolicy, DeliveryStatusLogging" => no "by `edit` of the typed resource";
            "SqsSubscription", "AWS::SNS::Subscription" => better "Subscription::to", "with the key's policy, and after the queue's", proof = crate::aws::data::topics::a_queue_that_subscribes_lets_the_topic_and_so_does_its_key;
            "LambdaSubscription", "AWS::SNS::Subscription" => yes "Subscription::function", proof = crate::aws::data::topics::people_pages_and_functions_subscribe;
            "EmailSubscription, UrlSubscription, SmsSubscription", "AWS::SNS::Subscription" => yes "Topic::email, Subscription::https, sms", proof = crate::aws::data::topics::people_pages_and_functions_subscribe;
            "filterPolicy, filterPolicyWithMessageBody", "FilterPolicy, FilterPolicyScope" => yes "only, only_body", proof = crate::aws::data::topics::people_pages_and_functions_subscribe;
            "rawMessageDelivery", "RawMessageDelivery" => yes "raw", proof = crate::aws::data::topics::a_queue_that_subscribes_lets_the_topic_and_so_does_its_key;
            "deadLetterQueue", "RedrivePolicy" => yes "dead_letters_to", proof = crate::aws::data::topics::a_queue_that_subscribes_lets_the_topic_and_so_does_its_key;
            "grantPublish", "" => better "publish", "a link: the right, the key's, and the ARN in the environment", proof = crate::aws::data::topics::who_publishes_gets_the_arn_the_right_and_that_of_the_key;
            "addToResourcePolicy", "TopicPolicy" => better "stack.grant(Principal, ..), deliver", "one policy, whoever is granted something", proof = crate::aws::data::topics::services_and_accounts_publish_by_the_one_policy;
            "fromTopicArn, fromTopicAttributes", "" => yes "Topic::imported", proof = crate::aws::data::topics::an_imported_topic_is_used_and_left_alone;
            "metric..", "" => yes "metric, notifications_failed, ..", proof = crate::aws::data::topics::its_metrics_know_it_by_name;
            "signatureVersion", "SignatureVersion" => yes "signed_by_sha256", proof = crate::aws::data::topics::every_option_of_a_topic;
            "FirehoseSubscription, subscriptionRoleArn", "SubscriptionRoleArn" => no "what is kept of messages is seldom a service's: the typed resource has it";
            "deliveryPolicy", "DeliveryPolicy" => no "the retries of SNS to pages go on for hours: `edit` writes others";
            "grantSubscribe", "" => no "a subscription is made by the stack, not by a task";
            "dataProtectionPolicy", "DataProtectionPolicy" => no "by `edit` of the typed resource";
        }
        "table", "`TablePropsV2` and `TableProps`, methods and statics of `TableV2`." {
            "AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table" => better "Table", "tags of stacks reach it, and its capacity can be fixed; `TableV2` of one region has neither", proof = crate::aws::data::tables::a_table_can_be_brought_back_and_stays;
            "replicas", "AWS::DynamoDB::GlobalTable" => no "tables of several regions are typed resources";
            "partitionKey, sortKey", "KeySchema, AttributeDefinitions" => yes "Table::new, sort", proof = crate::aws::data::tables::attributes_follow_from_keys_and_indexes;
            "globalSecondaryIndexes", "GlobalSecondaryIndexes" => better "index", "with the table's capacity, where it has none of its own", proof = crate::aws::data::tables::a_provisioned_table_gives_its_indexes_a_capacity;
            "localSecondaryIndexes", "LocalSecondaryIndexes" => yes "local_index", proof = crate::aws::data::tables::attributes_follow_from_keys_and_indexes;
            "billing", "BillingMode, ProvisionedThroughput, OnDemandThroughput" => yes "provisioned, at_most", proof = crate::aws::data::tables::every_option_of_a_table;
            "pointInTimeRecoverySpecification", "PointInTimeRecoverySpecification" => better "recovery_days, without_recovery", "on unless said", proof = crate::aws::data::tables::a_table_can_be_brought_back_and_stays;
            "deletionProtection", "DeletionProtectionEnabled" => yes "protected", proof = crate::aws::data::tables::every_option_of_a_table;
            "dynamoStream", "StreamSpecification" => yes "stream", proof = crate::aws::data::tables::every_option_of_a_table;
            "timeToLiveAttribute", "TimeToLiveSpecification" => yes "expires_by", proof = crate::aws::data::tables::every_option_of_a_table;
            "encryption", "SSESpecification" => better "encrypted_with", "with the rights to the key", proof = crate::aws::data::tables::who_reads_gets_the_name_the_right_to_indexes_and_that_of_the_key;
            "tableClass, contributorInsightsSpecification", "TableClass" => yes "infrequent_access, contributor_insights", proof = crate::aws::data::tables::every_option_of_a_table;
            "warmThroughput, kinesisStream, resourcePolicy, importSource", "" => no "by `edit` of the typed resource";
            "removalPolicy", "DeletionPolicy" => yes "removal_policy, retain, disposable", proof = crate::aws::data::tables::every_option_of_a_table;
            "grantReadData, grantWriteData, grantReadWriteData", "" => better "read, write, read_write", "links, which reach indexes that are added later as well", proof = crate::aws::data::tables::who_writes_does_not_read_unless_it_is_said;
            "grantStreamRead", "" => yes "read_stream", proof = crate::aws::data::tables::who_reads_what_changes_gets_the_stream;
            "fromTableArn, fromTableName", "" => yes "Table::imported", proof = crate::aws::data::tables::an_imported_table_is_used;
            "metric..", "" => yes "metric, read_throttles, ..", proof = crate::aws::data::tables::its_metrics_know_it_by_name;
            "Table (of aws-dynamodb), readCapacity, writeCapacity, billingMode", "BillingMode, ProvisionedThroughput" => better "Table", "paid by what is asked, unless `provisioned`, where AWS CDK's first one provisions five", proof = crate::aws::data::tables::a_table_can_be_brought_back_and_stays;
            "autoScaleReadCapacity, autoScaleWriteCapacity, Capacity.autoscaled", "AWS::ApplicationAutoScaling::ScalableTarget" => no "a table that is paid by what is asked follows without: typed resources have the other";
            "TableV2MultiAccountReplica, replicationRegions", "AWS::DynamoDB::GlobalTable" => no "tables of several regions or accounts are typed resources";
            "nonKeyAttributes, projectionType", "Projection" => yes "Index::only_keys, including", proof = crate::aws::data::tables::attributes_follow_from_keys_and_indexes;
            "grantFullAccess, grant, grantStream, grantTableListStreams", "" => no "`dynamodb:*` deletes tables: a statement of one's own says what else is needed";
            "metricSystemErrorsForOperations, metricThrottledRequestsForOperations", "" => yes "metric", proof = crate::aws::data::tables::its_metrics_know_it_by_name;
        }
        "stream", "`StreamProps`, methods and statics of `Stream` of `aws-kinesis`." {
            "streamName", "Name" => yes "name", proof = crate::aws::data::streams::every_option_of_a_stream;
            "streamMode, shardCount", "StreamModeDetails, ShardCount" => better "shards", "the mode follows; on demand unless said", proof = crate::aws::data::streams::a_stream_takes_what_comes_and_is_encrypted;
            "retentionPeriod", "RetentionPeriodHours" => yes "retention", proof = crate::aws::data::streams::every_option_of_a_stream;
            "encryption, encryptionKey", "StreamEncryption" => yes "encrypted_with", proof = crate::aws::data::streams::every_option_of_a_stream;
            "grantRead, grantWrite", "" => better "read, write", "links: the rights, those to the key, and the name in the environment", proof = crate::aws::data::streams::who_writes_gets_the_name_the_right_and_that_of_the_key;
            "fromStreamArn, fromStreamAttributes", "" => yes "Stream::imported", proof = crate::aws::data::streams::an_imported_stream_is_used;
            "metric..", "" => yes "metric, iterator_age", proof = crate::aws::data::streams::its_metrics_know_it_by_name;
            "StreamConsumer", "AWS::Kinesis::StreamConsumer" => no "for many readers of one stream, each with its own throughput: the typed resource has it";
            "ResourcePolicy of streams", "AWS::Kinesis::ResourcePolicy" => no "for other accounts: the typed resource has it";
            "shardLevelMetrics", "DesiredShardLevelMetrics" => no "`edit` writes them: they are paid for by the shard";
        }
        "parameter", "`StringParameterProps` and `StringListParameterProps` of `aws-ssm`." {
            "stringValue, stringListValue", "Type, Value" => better "SsmParameter::string, list", "there is no secure string to be said, which CloudFormation cannot make", proof = crate::aws::data::parameters::a_parameter_is_a_text_or_a_list_and_never_a_secure_string;
            "parameterName, description, allowedPattern, tier, dataType", "Name, Description, AllowedPattern, Tier, DataType" => yes "name, describe, allowed_pattern, advanced, machine_image", proof = crate::aws::data::parameters::every_option_of_a_parameter;
            "fromSecureStringParameterAttributes, fromStringParameterName", "" => yes "SsmParameter::imported", proof = crate::aws::imported::everything_imported;
            "valueForStringParameter, valueFromLookup", "AWS::SSM::Parameter::Value<String>" => no "a parameter of the template of that type reads it at deployment; a look-up at synthesis makes another template tomorrow";
            "grantWrite", "" => no "containers that write their own settings find them changed by the next deployment";
            "grantRead", "" => better "Container::secret", "takes the right along", proof = crate::aws::data::parameters::a_container_reads_it_when_it_starts;
            "StringListParameter", "Type" => yes "SsmParameter::list", proof = crate::aws::data::parameters::a_parameter_is_a_text_or_a_list_and_never_a_secure_string;
            "fromStringParameterArn, fromStringListParameterName, fromListParameterAttributes", "" => yes "SsmParameter::imported", proof = crate::aws::imported::everything_imported;
            "simpleName", "" => no "whether a name begins with a slash is seen in it";
            "forceDynamicReference, valueForSecureStringParameter", "" => yes "dynamic_reference", proof = crate::core::functions::dynamic_references_take_expressions;
        }
        "bucket", "`BucketProps`, methods and statics of `Bucket`; `aws-s3-notifications`." {
            "bucketName", "BucketName" => yes "name", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "blockPublicAccess", "PublicAccessBlockConfiguration" => better "Bucket::new", "always all of it", proof = crate::aws::data::buckets::a_bucket_is_closed_encrypted_and_over_tls_only;
            "enforceSSL, minimumTLSVersion", "BucketPolicy" => better "Bucket::new", "always over TLS; AWS CDK does not ask for it", proof = crate::aws::data::buckets::a_bucket_is_closed_encrypted_and_over_tls_only;
            "encryption, encryptionKey, bucketKeyEnabled", "BucketEncryption" => better "encrypted_with", "with one data key for many objects, and rights to the key along with those to objects", proof = crate::aws::data::buckets::a_key_of_ones_own_is_asked_for_once_for_many_objects;
            "versioned", "VersioningConfiguration" => yes "versions", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "lifecycleRules", "LifecycleConfiguration" => better "lifecycle", "what is left of uploads goes after a week unless said", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "cors", "CorsConfiguration" => yes "cors", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "objectLockEnabled, objectLockDefaultRetention", "ObjectLockConfiguration" => yes "object_lock", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "serverAccessLogsBucket, serverAccessLogsPrefix", "LoggingConfiguration" => better "access_logs", "with the right to write there, by its policy and not by an ACL", proof = crate::aws::data::buckets::access_logs_are_let_into_the_other_bucket;
            "eventBridgeEnabled", "NotificationConfiguration.EventBridgeConfiguration" => better "event_bridge", "natively, where AWS CDK deploys a function", proof = crate::aws::data::buckets::events_go_to_functions_and_to_event_bridge;
            "addEventNotification", "NotificationConfiguration" => better "notify", "natively, after the policy that lets the bucket, without a ring", proof = crate::aws::data::buckets::events_go_to_a_queue_whose_policy_is_there_before;
            "LambdaDestination", "NotificationConfiguration.LambdaConfigurations" => yes "Notified::function", proof = crate::aws::data::buckets::events_go_to_functions_and_to_event_bridge;
            "removalPolicy", "DeletionPolicy" => yes "removal_policy, retain, disposable", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "autoDeleteObjects", "" => no "a function behind a custom resource that deletes data; a lifecycle rule empties a bucket";
            "websiteIndexDocument, publicReadAccess", "WebsiteConfiguration" => no "a site is a distribution before a closed bucket";
            "accessControl, objectOwnership", "AccessControl, OwnershipControls" => no "ACLs are off in buckets of today, and policies say it all";
            "intelligentTieringConfigurations, inventories, metrics, transferAcceleration, replicationRules", "" => no "by `edit` of the typed resource; systems on ECS seldom have them";
            "fromBucketArn, fromBucketName, fromBucketAttributes", "" => yes "Bucket::imported, imported_by_name", proof = crate::aws::data::buckets::an_imported_bucket_is_used_and_left_alone;
            "grantRead, grantWrite, grantReadWrite", "" => better "read, write, read_write", "links: the rights, those to the key, and the name in the environment", proof = crate::aws::data::buckets::who_reads_and_writes_gets_the_name_the_rights_and_those_of_the_key;
            "grantRead(.., objectsKeyPattern)", "" => better "below(..).read()", "lists nothing else either", proof = crate::aws::data::buckets::a_link_to_a_folder_is_to_nothing_else;
            "SqsDestination, SnsDestination", "NotificationConfiguration" => better "notify", "the queue or topic and its key let this bucket of this account", proof = crate::aws::data::buckets::events_go_to_a_queue_whose_policy_is_there_before;
            "addObjectCreatedNotification, addObjectRemovedNotification", "NotificationConfiguration" => yes "notify", proof = crate::aws::data::buckets::events_go_to_a_queue_whose_policy_is_there_before;
            "BucketPolicy, addToResourcePolicy", "AWS::S3::BucketPolicy" => better "stack.grant(Principal, bucket.read())", "one policy, whoever is granted something", proof = crate::aws::grants::principals_are_written_to_the_policy_of_what_they_are_granted;
            "expiration, noncurrentVersionExpiration, transitions, tagFilters, objectSizeGreaterThan, ..", "LifecycleConfiguration.Rules" => yes "ObjectRule", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "allowedHeaders, allowedOrigins, exposedHeaders, maxAge", "CorsConfiguration" => yes "BucketCors", proof = crate::aws::data::buckets::every_option_of_a_bucket;
            "grantPut, grantDelete, grantPutAcl", "" => no "`write` is putting and deleting, `below(..)` narrows it; ACLs are off";
            "grantPublicAccess", "" => no "a bucket is closed: a distribution stands before what everybody may see";
            "grantReplicationPermission, replicationRole", "ReplicationConfiguration" => no "by `edit` of the typed resource";
            "onCloudTrailEvent, onCloudTrailPutObject, onCloudTrailWriteObject", "EventPattern" => better "EventPattern::created_objects", "the bucket tells EventBridge by itself, without a trail", proof = crate::aws::started::rules::what_aws_tells_is_a_pattern_of_a_construct;
            "urlForObject, virtualHostedUrlForObject, arnForObjects, transferAccelerationUrlForObject", "" => no "`sub!` writes them, where a link does not";
            "targetObjectKeyFormat", "LoggingConfiguration.TargetObjectKeyFormat" => no "by `edit` of the typed resource";
            "bucketNamePrefix, bucketNamespace, abacStatus, blockedEncryptionTypes, transitionDefaultMinimumObjectSize", "BucketNamePrefix" => no "by `edit` of the typed resource";
        }
        "key", "`KeyProps`, methods and statics of `Key` and `Alias`." {
            "enableKeyRotation, rotationPeriod", "EnableKeyRotation" => better "rotation, without_rotation", "on unless said", proof = crate::aws::data::keys::a_key_is_renewed_kept_and_the_accounts;
            "alias", "AWS::KMS::Alias" => yes "alias", proof = crate::aws::data::keys::every_option_of_a_key;
            "description", "Description" => yes "describe", proof = crate::aws::data::keys::every_option_of_a_key;
            "enabled", "Enabled" => yes "disabled", proof = crate::aws::data::keys::every_option_of_a_key;
            "keySpec, keyUsage", "KeySpec, KeyUsage" => better "Key::signing, Key::mac", "the two that fit, and no rotation, which such keys do not have", proof = crate::aws::data::keys::a_key_that_signs_is_not_renewed;
            "multiRegion", "MultiRegion" => yes "multi_region", proof = crate::aws::data::keys::every_option_of_a_key;
            "pendingWindow", "PendingWindowInDays" => yes "pending_window", proof = crate::aws::data::keys::every_option_of_a_key;
            "policy, admins", "KeyPolicy" => yes "statement", proof = crate::aws::data::keys::every_option_of_a_key;
            "removalPolicy", "DeletionPolicy" => yes "removal_policy, retain, disposable", proof = crate::aws::data::keys::every_option_of_a_key;
            "grantEncrypt, grantDecrypt, grantEncryptDecrypt, grantSign, ..", "" => better "encrypt, decrypt, sign, ..", "written into the role, so that role and key make no ring", proof = crate::aws::data::keys::rights_of_roles_stand_in_roles_and_make_no_ring;
            "addToResourcePolicy", "KeyPolicy" => better "stack.grant(Principal, queue.send())", "services are let along with what it encrypts", proof = crate::aws::data::keys::services_are_let_by_the_policy_of_the_key;
            "fromKeyArn", "" => yes "Key::imported", proof = crate::aws::data::keys::an_imported_key_is_used_and_left_alone;
            "fromLookup", "" => no "look-ups at synthesis make up values; name the ARN";
            "Alias, aliasName, targetKey", "AWS::KMS::Alias" => yes "kms::Alias", proof = crate::aws::data::keys::a_key_that_exists_gets_a_name;
            "Alias.fromAliasName, fromAliasAttributes", "" => no "no right can be to an alias, so that a key that is known by one can be used by nobody; name the ARN";
            "grantAdmin, admins", "KeyPolicy" => no "the account looks after it by its own roles, which IAM says; `statement` adds others";
            "ViaServicePrincipal", "kms:ViaService" => yes "Statement::when", proof = crate::aws::roles::statements_as_they_are_said;
        }
    },
};
