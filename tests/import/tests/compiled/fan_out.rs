//! `peers/pool/templates/cdk-FanOut.json`, on constructs.

use stackwright::aws::iam::{ManagedPolicy, Policy, PolicyDocument, Principal, Role, Statement};
use stackwright::aws::kms::Key;
use stackwright::aws::s3::Bucket;
use stackwright::aws::sns::{Subscription, Topic};
use stackwright::aws::sqs::Queue;
use stackwright::aws::units::DurationExt;
use stackwright::cfn::{lambda, s3, sns, sqs};
use stackwright::core::{App, Parameter, RawResource, Rule, Str, contains, object};

/// The stack `Adopted`.
pub fn build(app: &App) {
    let stack = app.stack("Adopted");

    let bootstrap_version = stack.add(
        "BootstrapVersion",
        Parameter::of_type::<Str>("AWS::SSM::Parameter::Value<String>")
            .default("/cdk-bootstrap/hnb659fds/version")
            .describe(
                "Version of the CDK Bootstrap resources in this environment, automatically retrieved from SSM Parameter Store. [cdk:skip]",
            ),
    );

    stack.add(
        "CheckBootstrapVersion",
        Rule::new().assert(
            contains(["1", "2", "3", "4", "5"], bootstrap_version).not(),
            "CDK bootstrap stack version 6 required. Please run 'cdk bootstrap' with a recent version of the CDK CLI.",
        ),
    );

    let key961_b73_fd = stack.add(
        "Key",
        Key::new()
            .statement(
                Statement::allow(["kms:Decrypt", "kms:GenerateDataKey"])
                    .to(Principal::service("sns.amazonaws.com"))
                    .on_all(),
            )
            .retain(),
    );
    let topic_bfc7_af6_e = stack.add(
        "Topic",
        Topic::new().without_policy().encrypted_with(key961_b73_fd),
    );
    let uploads4_f6_eb0_fd = stack.add(
        "Uploads",
        Bucket::new()
            .encrypted_with(key961_b73_fd)
            .keep_abandoned_uploads()
            .retain(),
    );
    stack.remove_at(
        "Uploads/Resource",
        "/BucketEncryption/ServerSideEncryptionConfiguration/0/BucketKeyEnabled",
    );
    stack.override_at(
        "Uploads/Resource",
        "/CorsConfiguration",
        object!({
            "CorsRules": [
                {
                    "AllowedMethods": ["PUT"],
                    "AllowedOrigins": ["https://shop.example.com"],
                },
            ],
        }),
    );
    stack.override_at(
        "Uploads/Resource",
        "/LifecycleConfiguration",
        object!({
            "Rules": [
                {
                    "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 2 },
                    "Status": "Enabled",
                    "Transitions": [
                        {
                            "StorageClass": "STANDARD_IA",
                            "TransitionInDays": 30,
                        },
                    ],
                },
            ],
        }),
    );
    let uploads_policy = stack.resource_at::<s3::BucketPolicyHandle>("Uploads/Policy");
    stack
        .of(uploads_policy)
        .remove_attribute("DeletionPolicy")
        .remove_attribute("UpdateReplacePolicy");
    stack.add(
        "TopicPolicyA1747468",
        sns::TopicPolicy::new()
            .policy_document(object!({
                "Statement": [
                    {
                        "Action": "sns:Publish",
                        "Condition": {
                            "ArnLike": { "aws:SourceArn": uploads4_f6_eb0_fd.arn() },
                        },
                        "Effect": "Allow",
                        "Principal": { "Service": "s3.amazonaws.com" },
                        "Resource": topic_bfc7_af6_e.reference(),
                        "Sid": "0",
                    },
                ],
                "Version": "2012-10-17",
            }))
            .topics([topic_bfc7_af6_e]),
    );
    let thebucket_notifications_handler050a0587b7544547bf325f094a3d = stack.add(
        "BucketNotificationsHandler050a0587b7544547bf325f094a3db834RoleB6FB88EC",
        Role::new(Principal::service("lambda.amazonaws.com")).managed_policy(ManagedPolicy::aws(
            "service-role/AWSLambdaBasicExecutionRole",
        )),
    );
    stack.add(
        "UploadsNotificationsHandlerPolicy4B83D677",
        Policy::new(
            "UploadsNotificationsHandlerPolicy4B83D677",
            Statement::allow(["s3:PutBucketNotification"]).on([uploads4_f6_eb0_fd.arn()]),
        )
        .role(thebucket_notifications_handler050a0587b7544547bf325f094a3d),
    );
    let thebucket_notifications_handler050a0587b7544547bf325f094a3d_resource = stack.add(
        "BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691",
        lambda::Function::new()
            .description(
                "AWS CloudFormation handler for \"Custom::S3BucketNotifications\" resources (@aws-cdk/aws-s3)",
            )
            .code(lambda::function::Code::new().zip_file(
                "import boto3  # type: ignore\nimport json\nimport logging\nimport urllib.request\n\ns3 = boto3.client(\"s3\")\n\nEVENTBRIDGE_CONFIGURATION = 'EventBridgeConfiguration'\nCONFIGURATION_TYPES = [\"TopicConfigurations\", \"QueueConfigurations\", \"LambdaFunctionConfigurations\"]\n\ndef handler(event: dict, context):\n  response_status = \"SUCCESS\"\n  error_message = \"\"\n  try:\n    props = event[\"ResourceProperties\"]\n    notification_configuration = props[\"NotificationConfiguration\"]\n    managed = props.get('Managed', 'true').lower() == 'true'\n    skipDestinationValidation = props.get('SkipDestinationValidation', 'false').lower() == 'true'\n    stack_id = event['StackId']\n    old = event.get(\"OldResourceProperties\", {}).get(\"NotificationConfiguration\", {})\n    if managed:\n      config = handle_managed(event[\"RequestType\"], notification_configuration)\n    else:\n      config = handle_unmanaged(props[\"BucketName\"], stack_id, event[\"RequestType\"], notification_configuration, old)\n    s3.put_bucket_notification_configuration(Bucket=props[\"BucketName\"], NotificationConfiguration=config, SkipDestinationValidation=skipDestinationValidation)\n  except Exception as e:\n    logging.exception(\"Failed to put bucket notification configuration\")\n    response_status = \"FAILED\"\n    error_message = f\"Error: {str(e)}. \"\n  finally:\n    submit_response(event, context, response_status, error_message)\n\ndef handle_managed(request_type, notification_configuration):\n  if request_type == 'Delete':\n    return {}\n  return notification_configuration\n\ndef handle_unmanaged(bucket, stack_id, request_type, notification_configuration, old):\n  def get_id(n):\n    n['Id'] = ''\n    sorted_notifications = sort_filter_rules(n)\n    strToHash=json.dumps(sorted_notifications, sort_keys=True).replace('\"Name\": \"prefix\"', '\"Name\": \"Prefix\"').replace('\"Name\": \"suffix\"', '\"Name\": \"Suffix\"')\n    return f\"{stack_id}-{hash(strToHash)}\"\n  def with_id(n):\n    n['Id'] = get_id(n)\n    return n\n\n  external_notifications = {}\n  existing_notifications = s3.get_bucket_notification_configuration(Bucket=bucket)\n  for t in CONFIGURATION_TYPES:\n    if request_type == 'Update':\n        old_incoming_ids = [get_id(n) for n in old.get(t, [])]\n        external_notifications[t] = [n for n in existing_notifications.get(t, []) if not get_id(n) in old_incoming_ids]      \n    elif request_type == 'Delete':\n        external_notifications[t] = [n for n in existing_notifications.get(t, []) if not n['Id'].startswith(f\"{stack_id}-\")]\n    elif request_type == 'Create':\n        external_notifications[t] = [n for n in existing_notifications.get(t, [])]\n  if EVENTBRIDGE_CONFIGURATION in existing_notifications:\n    external_notifications[EVENTBRIDGE_CONFIGURATION] = existing_notifications[EVENTBRIDGE_CONFIGURATION]\n\n  if request_type == 'Delete':\n    return external_notifications\n\n  notifications = {}\n  for t in CONFIGURATION_TYPES:\n    external = external_notifications.get(t, [])\n    incoming = [with_id(n) for n in notification_configuration.get(t, [])]\n    notifications[t] = external + incoming\n\n  if EVENTBRIDGE_CONFIGURATION in notification_configuration:\n    notifications[EVENTBRIDGE_CONFIGURATION] = notification_configuration[EVENTBRIDGE_CONFIGURATION]\n  elif EVENTBRIDGE_CONFIGURATION in external_notifications:\n    notifications[EVENTBRIDGE_CONFIGURATION] = external_notifications[EVENTBRIDGE_CONFIGURATION]\n\n  return notifications\n\ndef submit_response(event: dict, context, response_status: str, error_message: str):\n  response_body = json.dumps(\n    {\n      \"Status\": response_status,\n      \"Reason\": f\"{error_message}See the details in CloudWatch Log Stream: {context.log_stream_name}\",\n      \"PhysicalResourceId\": event.get(\"PhysicalResourceId\") or event[\"LogicalResourceId\"],\n      \"StackId\": event[\"StackId\"],\n      \"RequestId\": event[\"RequestId\"],\n      \"LogicalResourceId\": event[\"LogicalResourceId\"],\n      \"NoEcho\": False,\n    }\n  ).encode(\"utf-8\")\n  headers = {\"content-type\": \"\", \"content-length\": str(len(response_body))}\n  try:\n    req = urllib.request.Request(url=event[\"ResponseURL\"], headers=headers, data=response_body, method=\"PUT\")\n    with urllib.request.urlopen(req) as response:\n      print(response.read().decode(\"utf-8\"))\n    print(\"Status code: \" + response.reason)\n  except Exception as e:\n      print(\"send(..) failed executing request.urlopen(..): \" + str(e))\n\ndef sort_filter_rules(json_obj):\n  if not isinstance(json_obj, dict):\n      return json_obj\n  for key, value in json_obj.items():\n      if isinstance(value, dict):\n          json_obj[key] = sort_filter_rules(value)\n      elif isinstance(value, list):\n          json_obj[key] = [sort_filter_rules(item) for item in value]\n  if \"Filter\" in json_obj and \"Key\" in json_obj[\"Filter\"] and \"FilterRules\" in json_obj[\"Filter\"][\"Key\"]:\n      filter_rules = json_obj[\"Filter\"][\"Key\"][\"FilterRules\"]\n      sorted_filter_rules = sorted(filter_rules, key=lambda x: x[\"Name\"])\n      json_obj[\"Filter\"][\"Key\"][\"FilterRules\"] = sorted_filter_rules\n  return json_obj",
            ))
            .handler("index.handler")
            .role(thebucket_notifications_handler050a0587b7544547bf325f094a3d)
            .runtime(lambda::function::Runtime::Python313)
            .timeout(300),
    );
    stack
        .of(thebucket_notifications_handler050a0587b7544547bf325f094a3d_resource)
        .override_attribute(
            "DependsOn",
            ["BucketNotificationsHandler050a0587b7544547bf325f094a3db834RoleB6FB88EC"],
        );
    let uploads_notifications8_dbddf22 = stack.add(
        "UploadsNotifications8DBDDF22",
        RawResource::new("Custom::S3BucketNotifications")
            .property(
                "ServiceToken",
                thebucket_notifications_handler050a0587b7544547bf325f094a3d_resource.arn(),
            )
            .property("BucketName", uploads4_f6_eb0_fd.reference())
            .property(
                "NotificationConfiguration",
                object!({
                    "TopicConfigurations": [
                        {
                            "Events": ["s3:ObjectCreated:*"],
                            "Filter": {
                                "Key": {
                                    "FilterRules": [{ "Name": "prefix", "Value": "in/" }],
                                },
                            },
                            "TopicArn": topic_bfc7_af6_e.reference(),
                        },
                    ],
                }),
            )
            .property("Managed", true)
            .property("SkipDestinationValidation", false),
    );
    stack.of(uploads_notifications8_dbddf22).override_attribute(
        "DependsOn",
        [
            "TopicPolicyA1747468",
            "TopicBFC7AF6E",
            "UploadsNotificationsHandlerPolicy4B83D677",
            "UploadsPolicy148F8199",
        ],
    );
    let fn_service_role_b9001_a96 = stack.add(
        "FnServiceRoleB9001A96",
        Role::new(Principal::service("lambda.amazonaws.com")).managed_policy(ManagedPolicy::aws(
            "service-role/AWSLambdaBasicExecutionRole",
        )),
    );
    let image_dead9_c87638_a = stack.add(
        "ImageDead",
        Queue::new()
            .retention(14.days())
            .encrypted_with(key961_b73_fd)
            .allow_http(),
    );
    stack.remove_at("ImageDead/Resource", "/ReceiveMessageWaitTimeSeconds");
    let image_queue_b29_e40_e5 = stack.add(
        "ImageQueue",
        Queue::new()
            .visibility(2.minutes())
            .encrypted_with(key961_b73_fd)
            .dead_letters_to(image_dead9_c87638_a, 5)
            .allow_http(),
    );
    stack.remove_at("ImageQueue/Resource", "/ReceiveMessageWaitTimeSeconds");
    let text_dead8_da40_e96 = stack.add(
        "TextDead",
        Queue::new()
            .retention(14.days())
            .encrypted_with(key961_b73_fd)
            .allow_http(),
    );
    stack.remove_at("TextDead/Resource", "/ReceiveMessageWaitTimeSeconds");
    let text_queue_d78_b4_f73 = stack.add(
        "TextQueue",
        Queue::new()
            .visibility(2.minutes())
            .encrypted_with(key961_b73_fd)
            .dead_letters_to(text_dead8_da40_e96, 5)
            .allow_http(),
    );
    stack.remove_at("TextQueue/Resource", "/ReceiveMessageWaitTimeSeconds");
    stack.add(
        "FnServiceRoleDefaultPolicyC6A839BF",
        Policy::new(
            "FnServiceRoleDefaultPolicyC6A839BF",
            PolicyDocument::new()
                .statement(
                    Statement::allow([
                        "sqs:ReceiveMessage",
                        "sqs:ChangeMessageVisibility",
                        "sqs:GetQueueUrl",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                    ])
                    .on([image_queue_b29_e40_e5.arn()]),
                )
                .statement(Statement::allow(["kms:Decrypt"]).on([key961_b73_fd.arn()]))
                .statement(
                    Statement::allow([
                        "sqs:ReceiveMessage",
                        "sqs:ChangeMessageVisibility",
                        "sqs:GetQueueUrl",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                    ])
                    .on([text_queue_d78_b4_f73.arn()]),
                ),
        )
        .role(fn_service_role_b9001_a96),
    );
    let fn9270_cbc0 = stack.add(
        "Fn9270CBC0",
        lambda::Function::new()
            .code(lambda::function::Code::new().zip_file("exports.handler = async () => 1"))
            .handler("index.handler")
            .reserved_concurrent_executions(5)
            .role(fn_service_role_b9001_a96)
            .runtime(lambda::function::Runtime::Nodejs22X)
            .timeout(20),
    );
    stack.of(fn9270_cbc0).override_attribute(
        "DependsOn",
        [
            "FnServiceRoleDefaultPolicyC6A839BF",
            "FnServiceRoleB9001A96",
        ],
    );
    stack.add(
        "FnSqsEventSourceFanOutImageQueue71C246DAA2DB159A",
        lambda::EventSourceMapping::new()
            .batch_size(10)
            .event_source_arn(image_queue_b29_e40_e5.arn())
            .function_name(fn9270_cbc0.reference())
            .function_response_types([
                lambda::event_source_mapping::FunctionResponseTypes::ReportBatchItemFailures,
            ]),
    );
    stack.add(
        "FnSqsEventSourceFanOutTextQueueC73487F976547C87",
        lambda::EventSourceMapping::new()
            .batch_size(10)
            .event_source_arn(text_queue_d78_b4_f73.arn())
            .function_name(fn9270_cbc0.reference())
            .function_response_types([
                lambda::event_source_mapping::FunctionResponseTypes::ReportBatchItemFailures,
            ]),
    );
    stack.add(
        "ImageQueuePolicy0C61D41A",
        sqs::QueuePolicy::new()
            .policy_document(object!({
                "Statement": [
                    {
                        "Action": "sqs:SendMessage",
                        "Condition": {
                            "ArnEquals": { "aws:SourceArn": topic_bfc7_af6_e.reference() },
                        },
                        "Effect": "Allow",
                        "Principal": { "Service": "sns.amazonaws.com" },
                        "Resource": image_queue_b29_e40_e5.arn(),
                    },
                ],
                "Version": "2012-10-17",
            }))
            .queues([image_queue_b29_e40_e5]),
    );
    let image_queue_fan_out_topic_d48_a3_e5_a3_b9_b2242 = stack.add(
        "ImageQueueFanOutTopicD48A3E5A3B9B2242",
        Subscription::to_endpoint(topic_bfc7_af6_e, "sqs", image_queue_b29_e40_e5.arn())
            .raw()
            .only(object!({ "kind": ["Image"] })),
    );
    stack
        .of(image_queue_fan_out_topic_d48_a3_e5_a3_b9_b2242)
        .override_attribute("DependsOn", ["ImageQueuePolicy0C61D41A"]);
    stack.add(
        "TextQueuePolicyA4C3A53A",
        sqs::QueuePolicy::new()
            .policy_document(object!({
                "Statement": [
                    {
                        "Action": "sqs:SendMessage",
                        "Condition": {
                            "ArnEquals": { "aws:SourceArn": topic_bfc7_af6_e.reference() },
                        },
                        "Effect": "Allow",
                        "Principal": { "Service": "sns.amazonaws.com" },
                        "Resource": text_queue_d78_b4_f73.arn(),
                    },
                ],
                "Version": "2012-10-17",
            }))
            .queues([text_queue_d78_b4_f73]),
    );
    let text_queue_fan_out_topic_d48_a3_e5_afee593_b2 = stack.add(
        "TextQueueFanOutTopicD48A3E5AFEE593B2",
        Subscription::to_endpoint(topic_bfc7_af6_e, "sqs", text_queue_d78_b4_f73.arn())
            .raw()
            .only(object!({ "kind": ["Text"] })),
    );
    stack
        .of(text_queue_fan_out_topic_d48_a3_e5_afee593_b2)
        .override_attribute("DependsOn", ["TextQueuePolicyA4C3A53A"]);
    let ordered2860_ffbe = stack.add(
        "Ordered",
        Topic::new()
            .without_policy()
            .name("FanOut-Ordered-550989FB.fifo")
            .deduplicated_by_content(),
    );
    let ordered_queue_ed50_a061 = stack.add("OrderedQueue", Queue::new().fifo().allow_http());
    stack.remove_at("OrderedQueue/Resource", "/ReceiveMessageWaitTimeSeconds");
    stack.remove_at("OrderedQueue/Resource", "/SqsManagedSseEnabled");
    stack.add(
        "OrderedQueuePolicyCB403FC7",
        sqs::QueuePolicy::new()
            .policy_document(object!({
                "Statement": [
                    {
                        "Action": "sqs:SendMessage",
                        "Condition": {
                            "ArnEquals": { "aws:SourceArn": ordered2860_ffbe.reference() },
                        },
                        "Effect": "Allow",
                        "Principal": { "Service": "sns.amazonaws.com" },
                        "Resource": ordered_queue_ed50_a061.arn(),
                    },
                ],
                "Version": "2012-10-17",
            }))
            .queues([ordered_queue_ed50_a061]),
    );
    let ordered_queue_fan_out_ordered550989_fbf69_a760_d = stack.add(
        "OrderedQueueFanOutOrdered550989FBF69A760D",
        Subscription::to_endpoint(ordered2860_ffbe, "sqs", ordered_queue_ed50_a061.arn()),
    );
    stack
        .of(ordered_queue_fan_out_ordered550989_fbf69_a760_d)
        .override_attribute("DependsOn", ["OrderedQueuePolicyCB403FC7"]);

    stack.pin_ids([
        ("Uploads/Policy", "UploadsPolicy148F8199"),
        (
            "BucketNotificationsHandler050a0587b7544547bf325f094a3db834RoleB6FB88EC/Resource",
            "BucketNotificationsHandler050a0587b7544547bf325f094a3db834RoleB6FB88EC",
        ),
        (
            "UploadsNotificationsHandlerPolicy4B83D677/Resource",
            "UploadsNotificationsHandlerPolicy4B83D677",
        ),
        ("FnServiceRoleB9001A96/Resource", "FnServiceRoleB9001A96"),
        (
            "FnServiceRoleDefaultPolicyC6A839BF/Resource",
            "FnServiceRoleDefaultPolicyC6A839BF",
        ),
        (
            "ImageQueueFanOutTopicD48A3E5A3B9B2242/Resource",
            "ImageQueueFanOutTopicD48A3E5A3B9B2242",
        ),
        (
            "TextQueueFanOutTopicD48A3E5AFEE593B2/Resource",
            "TextQueueFanOutTopicD48A3E5AFEE593B2",
        ),
        (
            "OrderedQueueFanOutOrdered550989FBF69A760D/Resource",
            "OrderedQueueFanOutOrdered550989FBF69A760D",
        ),
    ]);
}
