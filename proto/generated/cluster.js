/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const holdfast = $root.holdfast = (() => {

    const holdfast = {};

    holdfast.ReplicaFrame = (function() {

        const ReplicaFrame = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReplicaFrame.prototype.request = null;
        ReplicaFrame.prototype.cancel = null;

        let $oneOfFields;

        $Object.defineProperty(ReplicaFrame.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["request", "cancel"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        ReplicaFrame.create = function(properties) {
            return new ReplicaFrame(properties);
        };

        ReplicaFrame.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                $root.holdfast.NodeRequest.encode(message.request, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel"))
                $root.holdfast.Cancel.encode(message.cancel, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReplicaFrame.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ReplicaFrame();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.request = $root.holdfast.NodeRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                        message.kind = "request";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.cancel = $root.holdfast.Cancel.decode(reader, reader.size(), $undefined, _depth + 1, message.cancel);
                        message.kind = "cancel";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReplicaFrame;
    })();

    holdfast.NodeFrame = (function() {

        const NodeFrame = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        NodeFrame.prototype.reply = null;
        NodeFrame.prototype.event = null;

        let $oneOfFields;

        $Object.defineProperty(NodeFrame.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["reply", "event"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        NodeFrame.create = function(properties) {
            return new NodeFrame(properties);
        };

        NodeFrame.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.reply != null && $Object.hasOwnProperty.call(message, "reply"))
                $root.holdfast.NodeReply.encode(message.reply, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                $root.holdfast.NodeEvent.encode(message.event, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        NodeFrame.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.NodeFrame();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.reply = $root.holdfast.NodeReply.decode(reader, reader.size(), $undefined, _depth + 1, message.reply);
                        message.kind = "reply";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.event = $root.holdfast.NodeEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
                        message.kind = "event";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NodeFrame;
    })();

    holdfast.NodeRequest = (function() {

        const NodeRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        NodeRequest.prototype.id = 0;
        NodeRequest.prototype.timeoutMs = 0;
        NodeRequest.prototype.hello = null;
        NodeRequest.prototype.attach = null;
        NodeRequest.prototype.detach = null;
        NodeRequest.prototype.session = null;
        NodeRequest.prototype.closeRoom = null;
        NodeRequest.prototype.describeRoom = null;
        NodeRequest.prototype.promoteRoom = null;
        NodeRequest.prototype.adopt = null;
        NodeRequest.prototype.releasePaths = null;
        NodeRequest.prototype.setServing = null;
        NodeRequest.prototype.manageParticipant = null;

        let $oneOfFields;

        $Object.defineProperty(NodeRequest.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["hello", "attach", "detach", "session", "closeRoom", "describeRoom", "promoteRoom", "adopt", "releasePaths", "setServing", "manageParticipant"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        NodeRequest.create = function(properties) {
            return new NodeRequest(properties);
        };

        NodeRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(8).uint32(message.id);
            if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                writer.uint32(16).uint32(message.timeoutMs);
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.holdfast.Hello.encode(message.hello, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.attach != null && $Object.hasOwnProperty.call(message, "attach"))
                $root.holdfast.Attach.encode(message.attach, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.detach != null && $Object.hasOwnProperty.call(message, "detach"))
                $root.holdfast.Detach.encode(message.detach, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.session != null && $Object.hasOwnProperty.call(message, "session"))
                $root.holdfast.SessionRequest.encode(message.session, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.closeRoom != null && $Object.hasOwnProperty.call(message, "closeRoom"))
                $root.holdfast.CloseRoom.encode(message.closeRoom, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.describeRoom != null && $Object.hasOwnProperty.call(message, "describeRoom"))
                $root.holdfast.DescribeRoom.encode(message.describeRoom, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.promoteRoom != null && $Object.hasOwnProperty.call(message, "promoteRoom"))
                $root.holdfast.PromoteRoom.encode(message.promoteRoom, writer.uint32(130).fork(), _depth + 1).ldelim();
            if (message.adopt != null && $Object.hasOwnProperty.call(message, "adopt"))
                $root.holdfast.Adopt.encode(message.adopt, writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.releasePaths != null && $Object.hasOwnProperty.call(message, "releasePaths"))
                $root.holdfast.ReleasePaths.encode(message.releasePaths, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.setServing != null && $Object.hasOwnProperty.call(message, "setServing"))
                $root.holdfast.SetServing.encode(message.setServing, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.manageParticipant != null && $Object.hasOwnProperty.call(message, "manageParticipant"))
                $root.holdfast.ManageParticipant.encode(message.manageParticipant, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        NodeRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.NodeRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.timeoutMs = value;
                        else
                            delete message.timeoutMs;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.holdfast.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        message.body = "hello";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.attach = $root.holdfast.Attach.decode(reader, reader.size(), $undefined, _depth + 1, message.attach);
                        message.body = "attach";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.detach = $root.holdfast.Detach.decode(reader, reader.size(), $undefined, _depth + 1, message.detach);
                        message.body = "detach";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.session = $root.holdfast.SessionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.session);
                        message.body = "session";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.closeRoom = $root.holdfast.CloseRoom.decode(reader, reader.size(), $undefined, _depth + 1, message.closeRoom);
                        message.body = "closeRoom";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.describeRoom = $root.holdfast.DescribeRoom.decode(reader, reader.size(), $undefined, _depth + 1, message.describeRoom);
                        message.body = "describeRoom";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.promoteRoom = $root.holdfast.PromoteRoom.decode(reader, reader.size(), $undefined, _depth + 1, message.promoteRoom);
                        message.body = "promoteRoom";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.adopt = $root.holdfast.Adopt.decode(reader, reader.size(), $undefined, _depth + 1, message.adopt);
                        message.body = "adopt";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.releasePaths = $root.holdfast.ReleasePaths.decode(reader, reader.size(), $undefined, _depth + 1, message.releasePaths);
                        message.body = "releasePaths";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.setServing = $root.holdfast.SetServing.decode(reader, reader.size(), $undefined, _depth + 1, message.setServing);
                        message.body = "setServing";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.manageParticipant = $root.holdfast.ManageParticipant.decode(reader, reader.size(), $undefined, _depth + 1, message.manageParticipant);
                        message.body = "manageParticipant";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NodeRequest;
    })();

    holdfast.Hello = (function() {

        const Hello = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Hello.prototype.replicaId = "";
        Hello.prototype.replicaNonce = $util.newBuffer([]);
        Hello.prototype.proof = $util.newBuffer([]);
        Hello.prototype.url = "";
        Hello.prototype.announced = false;

        Hello.create = function(properties) {
            return new Hello(properties);
        };

        Hello.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.replicaId != null && $Object.hasOwnProperty.call(message, "replicaId") && message.replicaId !== "")
                writer.uint32(10).string(message.replicaId);
            if (message.replicaNonce != null && $Object.hasOwnProperty.call(message, "replicaNonce") && message.replicaNonce.length)
                writer.uint32(18).bytes(message.replicaNonce);
            if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
                writer.uint32(26).bytes(message.proof);
            if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
                writer.uint32(34).string(message.url);
            if (message.announced != null && $Object.hasOwnProperty.call(message, "announced") && message.announced !== false)
                writer.uint32(40).bool(message.announced);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Hello.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Hello();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.replicaId = value;
                        else
                            delete message.replicaId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.replicaNonce = value;
                        else
                            delete message.replicaNonce;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proof = value;
                        else
                            delete message.proof;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.url = value;
                        else
                            delete message.url;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.announced = value;
                        else
                            delete message.announced;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Hello;
    })();

    holdfast.Attach = (function() {

        const Attach = function (properties) {
            this.sessions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Attach.prototype.room = "";
        Attach.prototype.epoch = 0;
        Attach.prototype.cause = 0;
        Attach.prototype.sessions = $util.emptyArray;
        Attach.prototype.standby = false;
        Attach.prototype.maxParticipants = 0;

        Attach.create = function(properties) {
            return new Attach(properties);
        };

        Attach.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(10).string(message.room);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(16).uint32(message.epoch);
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                writer.uint32(24).int32(message.cause);
            if (message.sessions != null && message.sessions.length)
                for (let i = 0; i < message.sessions.length; ++i)
                    $root.holdfast.AttachSession.encode(message.sessions[i], writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.standby != null && $Object.hasOwnProperty.call(message, "standby") && message.standby !== false)
                writer.uint32(40).bool(message.standby);
            if (message.maxParticipants != null && $Object.hasOwnProperty.call(message, "maxParticipants") && message.maxParticipants !== 0)
                writer.uint32(48).uint32(message.maxParticipants);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Attach.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Attach();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.sessions && message.sessions.length))
                            message.sessions = [];
                        message.sessions.push($root.holdfast.AttachSession.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.standby = value;
                        else
                            delete message.standby;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxParticipants = value;
                        else
                            delete message.maxParticipants;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Attach;
    })();

    holdfast.AttachSession = (function() {

        const AttachSession = function (properties) {
            this.fingerprints = [];
            this.mutes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AttachSession.prototype.sessionId = "";
        AttachSession.prototype.participant = null;
        AttachSession.prototype.hidden = false;
        AttachSession.prototype.canPublish = false;
        AttachSession.prototype.canSubscribe = false;
        AttachSession.prototype.autoSubscribe = false;
        AttachSession.prototype.rtpCapabilities = $util.newBuffer([]);
        AttachSession.prototype.fingerprints = $util.emptyArray;
        AttachSession.prototype.traceparent = "";
        AttachSession.prototype.prepared = null;
        AttachSession.prototype.mutes = $util.emptyArray;
        AttachSession.prototype.follows = "";
        AttachSession.prototype.returning = false;
        AttachSession.prototype.mediaGrants = "";

        AttachSession.create = function(properties) {
            return new AttachSession(properties);
        };

        AttachSession.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(10).string(message.sessionId);
            if (message.participant != null && $Object.hasOwnProperty.call(message, "participant"))
                $root.holdfast.Participant.encode(message.participant, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.hidden != null && $Object.hasOwnProperty.call(message, "hidden") && message.hidden !== false)
                writer.uint32(24).bool(message.hidden);
            if (message.canPublish != null && $Object.hasOwnProperty.call(message, "canPublish") && message.canPublish !== false)
                writer.uint32(32).bool(message.canPublish);
            if (message.canSubscribe != null && $Object.hasOwnProperty.call(message, "canSubscribe") && message.canSubscribe !== false)
                writer.uint32(40).bool(message.canSubscribe);
            if (message.autoSubscribe != null && $Object.hasOwnProperty.call(message, "autoSubscribe") && message.autoSubscribe !== false)
                writer.uint32(48).bool(message.autoSubscribe);
            if (message.rtpCapabilities != null && $Object.hasOwnProperty.call(message, "rtpCapabilities") && message.rtpCapabilities.length)
                writer.uint32(58).bytes(message.rtpCapabilities);
            if (message.fingerprints != null && message.fingerprints.length)
                for (let i = 0; i < message.fingerprints.length; ++i)
                    $root.holdfast.DtlsFingerprint.encode(message.fingerprints[i], writer.uint32(66).fork(), _depth + 1).ldelim();
            if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent") && message.traceparent !== "")
                writer.uint32(74).string(message.traceparent);
            if (message.prepared != null && $Object.hasOwnProperty.call(message, "prepared"))
                $root.holdfast.Prepare.encode(message.prepared, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.follows != null && $Object.hasOwnProperty.call(message, "follows") && message.follows !== "")
                writer.uint32(90).string(message.follows);
            if (message.mediaGrants != null && $Object.hasOwnProperty.call(message, "mediaGrants") && message.mediaGrants !== "")
                writer.uint32(98).string(message.mediaGrants);
            if (message.returning != null && $Object.hasOwnProperty.call(message, "returning") && message.returning !== false)
                writer.uint32(104).bool(message.returning);
            if (message.mutes != null && message.mutes.length)
                for (let i = 0; i < message.mutes.length; ++i)
                    $root.holdfast.SetMuted.encode(message.mutes[i], writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AttachSession.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.AttachSession();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.participant = $root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1, message.participant);
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.hidden = value;
                        else
                            delete message.hidden;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.canPublish = value;
                        else
                            delete message.canPublish;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.canSubscribe = value;
                        else
                            delete message.canSubscribe;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.autoSubscribe = value;
                        else
                            delete message.autoSubscribe;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.rtpCapabilities = value;
                        else
                            delete message.rtpCapabilities;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.fingerprints && message.fingerprints.length))
                            message.fingerprints = [];
                        message.fingerprints.push($root.holdfast.DtlsFingerprint.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.traceparent = value;
                        else
                            delete message.traceparent;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.prepared = $root.holdfast.Prepare.decode(reader, reader.size(), $undefined, _depth + 1, message.prepared);
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if (!(message.mutes && message.mutes.length))
                            message.mutes = [];
                        message.mutes.push($root.holdfast.SetMuted.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.follows = value;
                        else
                            delete message.follows;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.returning = value;
                        else
                            delete message.returning;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mediaGrants = value;
                        else
                            delete message.mediaGrants;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AttachSession;
    })();

    holdfast.Detach = (function() {

        const Detach = function (properties) {
            this.sessionIds = [];
            this.pathIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Detach.prototype.sessionIds = $util.emptyArray;
        Detach.prototype.reason = "";
        Detach.prototype.pathIds = $util.emptyArray;

        Detach.create = function(properties) {
            return new Detach(properties);
        };

        Detach.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionIds != null && message.sessionIds.length)
                for (let i = 0; i < message.sessionIds.length; ++i)
                    writer.uint32(10).string(message.sessionIds[i]);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(18).string(message.reason);
            if (message.pathIds != null && message.pathIds.length)
                for (let i = 0; i < message.pathIds.length; ++i)
                    writer.uint32(26).string(message.pathIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Detach.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Detach();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.sessionIds && message.sessionIds.length))
                            message.sessionIds = [];
                        message.sessionIds.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.pathIds && message.pathIds.length))
                            message.pathIds = [];
                        message.pathIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Detach;
    })();

    holdfast.PromoteRoom = (function() {

        const PromoteRoom = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PromoteRoom.prototype.room = "";
        PromoteRoom.prototype.epoch = 0;
        PromoteRoom.prototype.cause = 0;

        PromoteRoom.create = function(properties) {
            return new PromoteRoom(properties);
        };

        PromoteRoom.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(10).string(message.room);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(16).uint32(message.epoch);
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                writer.uint32(24).int32(message.cause);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PromoteRoom.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PromoteRoom();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PromoteRoom;
    })();

    holdfast.Adopt = (function() {

        const Adopt = function (properties) {
            this.paths = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Adopt.prototype.paths = $util.emptyArray;

        Adopt.create = function(properties) {
            return new Adopt(properties);
        };

        Adopt.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.paths != null && message.paths.length)
                for (let i = 0; i < message.paths.length; ++i)
                    $root.holdfast.AdoptPath.encode(message.paths[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Adopt.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Adopt();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.paths && message.paths.length))
                            message.paths = [];
                        message.paths.push($root.holdfast.AdoptPath.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Adopt;
    })();

    holdfast.AdoptPath = (function() {

        const AdoptPath = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AdoptPath.prototype.pathId = "";
        AdoptPath.prototype.sessionId = "";
        AdoptPath.prototype.lastSeq = 0;
        AdoptPath.prototype.room = "";
        AdoptPath.prototype.participantId = "";
        AdoptPath.prototype.mediaGrants = "";

        AdoptPath.create = function(properties) {
            return new AdoptPath(properties);
        };

        AdoptPath.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(18).string(message.sessionId);
            if (message.lastSeq != null && $Object.hasOwnProperty.call(message, "lastSeq") && message.lastSeq !== 0)
                writer.uint32(24).uint32(message.lastSeq);
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(34).string(message.room);
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(42).string(message.participantId);
            if (message.mediaGrants != null && $Object.hasOwnProperty.call(message, "mediaGrants") && message.mediaGrants !== "")
                writer.uint32(50).string(message.mediaGrants);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AdoptPath.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.AdoptPath();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.lastSeq = value;
                        else
                            delete message.lastSeq;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mediaGrants = value;
                        else
                            delete message.mediaGrants;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AdoptPath;
    })();

    holdfast.ReleasePaths = (function() {

        const ReleasePaths = function (properties) {
            this.pathIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReleasePaths.prototype.pathIds = $util.emptyArray;

        ReleasePaths.create = function(properties) {
            return new ReleasePaths(properties);
        };

        ReleasePaths.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathIds != null && message.pathIds.length)
                for (let i = 0; i < message.pathIds.length; ++i)
                    writer.uint32(10).string(message.pathIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReleasePaths.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ReleasePaths();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.pathIds && message.pathIds.length))
                            message.pathIds = [];
                        message.pathIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReleasePaths;
    })();

    holdfast.SetServing = (function() {

        const SetServing = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetServing.prototype.state = 0;
        SetServing.prototype.drainTimeoutMs = 0;

        SetServing.create = function(properties) {
            return new SetServing(properties);
        };

        SetServing.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(8).int32(message.state);
            if (message.drainTimeoutMs != null && $Object.hasOwnProperty.call(message, "drainTimeoutMs") && !$Object.is(message.drainTimeoutMs, 0))
                writer.uint32(17).double(message.drainTimeoutMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetServing.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SetServing();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.drainTimeoutMs = value;
                        else
                            delete message.drainTimeoutMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetServing;
    })();

    holdfast.ManageParticipant = (function() {

        const ManageParticipant = function (properties) {
            this.muteTrackIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ManageParticipant.prototype.room = "";
        ManageParticipant.prototype.participantId = "";
        ManageParticipant.prototype.remove = false;
        ManageParticipant.prototype.name = null;
        ManageParticipant.prototype.metadata = null;
        ManageParticipant.prototype.muteTrackIds = $util.emptyArray;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(ManageParticipant.prototype, "_name", {
            get: $util.oneOfGetter($oneOfFields = ["name"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(ManageParticipant.prototype, "_metadata", {
            get: $util.oneOfGetter($oneOfFields = ["metadata"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        ManageParticipant.create = function(properties) {
            return new ManageParticipant(properties);
        };

        ManageParticipant.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(10).string(message.room);
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(18).string(message.participantId);
            if (message.remove != null && $Object.hasOwnProperty.call(message, "remove") && message.remove !== false)
                writer.uint32(24).bool(message.remove);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                writer.uint32(34).string(message.name);
            if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                writer.uint32(42).string(message.metadata);
            if (message.muteTrackIds != null && message.muteTrackIds.length)
                for (let i = 0; i < message.muteTrackIds.length; ++i)
                    writer.uint32(50).string(message.muteTrackIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ManageParticipant.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ManageParticipant();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.remove = value;
                        else
                            delete message.remove;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.name = reader.stringVerify();
                        message._name = "name";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.metadata = reader.stringVerify();
                        message._metadata = "metadata";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.muteTrackIds && message.muteTrackIds.length))
                            message.muteTrackIds = [];
                        message.muteTrackIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ManageParticipant;
    })();

    holdfast.SessionRequest = (function() {

        const SessionRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SessionRequest.prototype.sessionId = "";
        SessionRequest.prototype.pathId = "";
        SessionRequest.prototype.traceparent = "";
        SessionRequest.prototype.assert = null;
        SessionRequest.prototype.publish = null;
        SessionRequest.prototype.unpublish = null;
        SessionRequest.prototype.setMuted = null;
        SessionRequest.prototype.subscribe = null;
        SessionRequest.prototype.resumeConsumers = null;
        SessionRequest.prototype.sendData = null;
        SessionRequest.prototype.updateSelf = null;
        SessionRequest.prototype.moderate = null;
        SessionRequest.prototype.restartIce = null;

        let $oneOfFields;

        $Object.defineProperty(SessionRequest.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["assert", "publish", "unpublish", "setMuted", "subscribe", "resumeConsumers", "sendData", "updateSelf", "moderate", "restartIce"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        SessionRequest.create = function(properties) {
            return new SessionRequest(properties);
        };

        SessionRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(10).string(message.sessionId);
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(18).string(message.pathId);
            if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent") && message.traceparent !== "")
                writer.uint32(26).string(message.traceparent);
            if (message.assert != null && $Object.hasOwnProperty.call(message, "assert"))
                $root.holdfast.Assert.encode(message.assert, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.publish != null && $Object.hasOwnProperty.call(message, "publish"))
                $root.holdfast.Publish.encode(message.publish, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.unpublish != null && $Object.hasOwnProperty.call(message, "unpublish"))
                $root.holdfast.Unpublish.encode(message.unpublish, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.setMuted != null && $Object.hasOwnProperty.call(message, "setMuted"))
                $root.holdfast.SetMuted.encode(message.setMuted, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
                $root.holdfast.Subscribe.encode(message.subscribe, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.resumeConsumers != null && $Object.hasOwnProperty.call(message, "resumeConsumers"))
                $root.holdfast.ResumeConsumers.encode(message.resumeConsumers, writer.uint32(130).fork(), _depth + 1).ldelim();
            if (message.sendData != null && $Object.hasOwnProperty.call(message, "sendData"))
                $root.holdfast.SendData.encode(message.sendData, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.updateSelf != null && $Object.hasOwnProperty.call(message, "updateSelf"))
                $root.holdfast.UpdateSelf.encode(message.updateSelf, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.moderate != null && $Object.hasOwnProperty.call(message, "moderate"))
                $root.holdfast.Moderate.encode(message.moderate, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.restartIce != null && $Object.hasOwnProperty.call(message, "restartIce"))
                $root.holdfast.RestartIce.encode(message.restartIce, writer.uint32(186).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SessionRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SessionRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.traceparent = value;
                        else
                            delete message.traceparent;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.assert = $root.holdfast.Assert.decode(reader, reader.size(), $undefined, _depth + 1, message.assert);
                        message.body = "assert";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.publish = $root.holdfast.Publish.decode(reader, reader.size(), $undefined, _depth + 1, message.publish);
                        message.body = "publish";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.unpublish = $root.holdfast.Unpublish.decode(reader, reader.size(), $undefined, _depth + 1, message.unpublish);
                        message.body = "unpublish";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.setMuted = $root.holdfast.SetMuted.decode(reader, reader.size(), $undefined, _depth + 1, message.setMuted);
                        message.body = "setMuted";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.subscribe = $root.holdfast.Subscribe.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
                        message.body = "subscribe";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.resumeConsumers = $root.holdfast.ResumeConsumers.decode(reader, reader.size(), $undefined, _depth + 1, message.resumeConsumers);
                        message.body = "resumeConsumers";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.sendData = $root.holdfast.SendData.decode(reader, reader.size(), $undefined, _depth + 1, message.sendData);
                        message.body = "sendData";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.updateSelf = $root.holdfast.UpdateSelf.decode(reader, reader.size(), $undefined, _depth + 1, message.updateSelf);
                        message.body = "updateSelf";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.moderate = $root.holdfast.Moderate.decode(reader, reader.size(), $undefined, _depth + 1, message.moderate);
                        message.body = "moderate";
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.restartIce = $root.holdfast.RestartIce.decode(reader, reader.size(), $undefined, _depth + 1, message.restartIce);
                        message.body = "restartIce";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionRequest;
    })();

    holdfast.CloseRoom = (function() {

        const CloseRoom = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CloseRoom.prototype.room = "";
        CloseRoom.prototype.epoch = 0;
        CloseRoom.prototype.reason = "";
        CloseRoom.prototype.graceMs = 0;
        CloseRoom.prototype.standby = false;

        CloseRoom.create = function(properties) {
            return new CloseRoom(properties);
        };

        CloseRoom.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(10).string(message.room);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(16).uint32(message.epoch);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(26).string(message.reason);
            if (message.graceMs != null && $Object.hasOwnProperty.call(message, "graceMs") && !$Object.is(message.graceMs, 0))
                writer.uint32(33).double(message.graceMs);
            if (message.standby != null && $Object.hasOwnProperty.call(message, "standby") && message.standby !== false)
                writer.uint32(40).bool(message.standby);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CloseRoom.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.CloseRoom();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.graceMs = value;
                        else
                            delete message.graceMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.standby = value;
                        else
                            delete message.standby;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CloseRoom;
    })();

    holdfast.DescribeRoom = (function() {

        const DescribeRoom = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DescribeRoom.prototype.room = "";

        DescribeRoom.create = function(properties) {
            return new DescribeRoom(properties);
        };

        DescribeRoom.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(10).string(message.room);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DescribeRoom.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.DescribeRoom();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DescribeRoom;
    })();

    holdfast.NodeReply = (function() {

        const NodeReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        NodeReply.prototype.id = 0;
        NodeReply.prototype.error = null;
        NodeReply.prototype.hello = null;
        NodeReply.prototype.attach = null;
        NodeReply.prototype.detach = null;
        NodeReply.prototype.session = null;
        NodeReply.prototype.closeRoom = null;
        NodeReply.prototype.describeRoom = null;
        NodeReply.prototype.promoteRoom = null;
        NodeReply.prototype.adopt = null;
        NodeReply.prototype.releasePaths = null;
        NodeReply.prototype.setServing = null;
        NodeReply.prototype.manageParticipant = null;

        let $oneOfFields;

        $Object.defineProperty(NodeReply.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["error", "hello", "attach", "detach", "session", "closeRoom", "describeRoom", "promoteRoom", "adopt", "releasePaths", "setServing", "manageParticipant"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        NodeReply.create = function(properties) {
            return new NodeReply(properties);
        };

        NodeReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(8).uint32(message.id);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                $root.holdfast.Error.encode(message.error, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.holdfast.HelloReply.encode(message.hello, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.attach != null && $Object.hasOwnProperty.call(message, "attach"))
                $root.holdfast.AttachReply.encode(message.attach, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.detach != null && $Object.hasOwnProperty.call(message, "detach"))
                $root.holdfast.DetachReply.encode(message.detach, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.session != null && $Object.hasOwnProperty.call(message, "session"))
                $root.holdfast.SessionReply.encode(message.session, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.closeRoom != null && $Object.hasOwnProperty.call(message, "closeRoom"))
                $root.holdfast.CloseRoomReply.encode(message.closeRoom, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.describeRoom != null && $Object.hasOwnProperty.call(message, "describeRoom"))
                $root.holdfast.DescribeRoomReply.encode(message.describeRoom, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.promoteRoom != null && $Object.hasOwnProperty.call(message, "promoteRoom"))
                $root.holdfast.PromoteRoomReply.encode(message.promoteRoom, writer.uint32(130).fork(), _depth + 1).ldelim();
            if (message.adopt != null && $Object.hasOwnProperty.call(message, "adopt"))
                $root.holdfast.AdoptReply.encode(message.adopt, writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.releasePaths != null && $Object.hasOwnProperty.call(message, "releasePaths"))
                $root.holdfast.ReleasePathsReply.encode(message.releasePaths, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.setServing != null && $Object.hasOwnProperty.call(message, "setServing"))
                $root.holdfast.SetServingReply.encode(message.setServing, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.manageParticipant != null && $Object.hasOwnProperty.call(message, "manageParticipant"))
                $root.holdfast.ManageParticipantReply.encode(message.manageParticipant, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        NodeReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.NodeReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.error = $root.holdfast.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                        message.body = "error";
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.holdfast.HelloReply.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        message.body = "hello";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.attach = $root.holdfast.AttachReply.decode(reader, reader.size(), $undefined, _depth + 1, message.attach);
                        message.body = "attach";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.detach = $root.holdfast.DetachReply.decode(reader, reader.size(), $undefined, _depth + 1, message.detach);
                        message.body = "detach";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.session = $root.holdfast.SessionReply.decode(reader, reader.size(), $undefined, _depth + 1, message.session);
                        message.body = "session";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.closeRoom = $root.holdfast.CloseRoomReply.decode(reader, reader.size(), $undefined, _depth + 1, message.closeRoom);
                        message.body = "closeRoom";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.describeRoom = $root.holdfast.DescribeRoomReply.decode(reader, reader.size(), $undefined, _depth + 1, message.describeRoom);
                        message.body = "describeRoom";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.promoteRoom = $root.holdfast.PromoteRoomReply.decode(reader, reader.size(), $undefined, _depth + 1, message.promoteRoom);
                        message.body = "promoteRoom";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.adopt = $root.holdfast.AdoptReply.decode(reader, reader.size(), $undefined, _depth + 1, message.adopt);
                        message.body = "adopt";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.releasePaths = $root.holdfast.ReleasePathsReply.decode(reader, reader.size(), $undefined, _depth + 1, message.releasePaths);
                        message.body = "releasePaths";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.setServing = $root.holdfast.SetServingReply.decode(reader, reader.size(), $undefined, _depth + 1, message.setServing);
                        message.body = "setServing";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.manageParticipant = $root.holdfast.ManageParticipantReply.decode(reader, reader.size(), $undefined, _depth + 1, message.manageParticipant);
                        message.body = "manageParticipant";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NodeReply;
    })();

    holdfast.HelloReply = (function() {

        const HelloReply = function (properties) {
            this.rooms = [];
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        HelloReply.prototype.nodeId = "";
        HelloReply.prototype.bootId = "";
        HelloReply.prototype.proof = $util.newBuffer([]);
        HelloReply.prototype.capacity = 0;
        HelloReply.prototype.rooms = $util.emptyArray;
        HelloReply.prototype.serving = null;
        HelloReply.prototype.labels = $util.emptyObject;

        HelloReply.create = function(properties) {
            return new HelloReply(properties);
        };

        HelloReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== "")
                writer.uint32(10).string(message.nodeId);
            if (message.bootId != null && $Object.hasOwnProperty.call(message, "bootId") && message.bootId !== "")
                writer.uint32(18).string(message.bootId);
            if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
                writer.uint32(26).bytes(message.proof);
            if (message.capacity != null && $Object.hasOwnProperty.call(message, "capacity") && message.capacity !== 0)
                writer.uint32(32).uint32(message.capacity);
            if (message.rooms != null && message.rooms.length)
                for (let i = 0; i < message.rooms.length; ++i)
                    $root.holdfast.RoomEpoch.encode(message.rooms[i], writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.serving != null && $Object.hasOwnProperty.call(message, "serving"))
                $root.holdfast.Serving.encode(message.serving, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(58).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        HelloReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.HelloReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.nodeId = value;
                        else
                            delete message.nodeId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.bootId = value;
                        else
                            delete message.bootId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proof = value;
                        else
                            delete message.proof;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.capacity = value;
                        else
                            delete message.capacity;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rooms && message.rooms.length))
                            message.rooms = [];
                        message.rooms.push($root.holdfast.RoomEpoch.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.serving = $root.holdfast.Serving.decode(reader, reader.size(), $undefined, _depth + 1, message.serving);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HelloReply;
    })();

    holdfast.AttachReply = (function() {

        const AttachReply = function (properties) {
            this.results = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AttachReply.prototype.results = $util.emptyArray;
        AttachReply.prototype.more = false;

        AttachReply.create = function(properties) {
            return new AttachReply(properties);
        };

        AttachReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.results != null && message.results.length)
                for (let i = 0; i < message.results.length; ++i)
                    $root.holdfast.AttachResult.encode(message.results[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                writer.uint32(16).bool(message.more);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AttachReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.AttachReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.results && message.results.length))
                            message.results = [];
                        message.results.push($root.holdfast.AttachResult.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.more = value;
                        else
                            delete message.more;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AttachReply;
    })();

    holdfast.AttachResult = (function() {

        const AttachResult = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AttachResult.prototype.sessionId = "";
        AttachResult.prototype.offer = null;
        AttachResult.prototype.error = null;

        let $oneOfFields;

        $Object.defineProperty(AttachResult.prototype, "outcome", {
            get: $util.oneOfGetter($oneOfFields = ["offer", "error"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        AttachResult.create = function(properties) {
            return new AttachResult(properties);
        };

        AttachResult.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(10).string(message.sessionId);
            if (message.offer != null && $Object.hasOwnProperty.call(message, "offer"))
                $root.holdfast.PathOffer.encode(message.offer, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                $root.holdfast.Error.encode(message.error, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AttachResult.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.AttachResult();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.offer = $root.holdfast.PathOffer.decode(reader, reader.size(), $undefined, _depth + 1, message.offer);
                        message.outcome = "offer";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.error = $root.holdfast.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                        message.outcome = "error";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AttachResult;
    })();

    holdfast.DetachReply = (function() {

        const DetachReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DetachReply.create = function(properties) {
            return new DetachReply(properties);
        };

        DetachReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DetachReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.DetachReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DetachReply;
    })();

    holdfast.SessionReply = (function() {

        const SessionReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SessionReply.prototype.restartIce = null;

        let $oneOfFields;

        $Object.defineProperty(SessionReply.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["restartIce"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        SessionReply.create = function(properties) {
            return new SessionReply(properties);
        };

        SessionReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.restartIce != null && $Object.hasOwnProperty.call(message, "restartIce"))
                $root.holdfast.RestartIceReply.encode(message.restartIce, writer.uint32(186).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SessionReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SessionReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.restartIce = $root.holdfast.RestartIceReply.decode(reader, reader.size(), $undefined, _depth + 1, message.restartIce);
                        message.body = "restartIce";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionReply;
    })();

    holdfast.CloseRoomReply = (function() {

        const CloseRoomReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CloseRoomReply.create = function(properties) {
            return new CloseRoomReply(properties);
        };

        CloseRoomReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CloseRoomReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.CloseRoomReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CloseRoomReply;
    })();

    holdfast.PromoteRoomReply = (function() {

        const PromoteRoomReply = function (properties) {
            this.pathIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PromoteRoomReply.prototype.pathIds = $util.emptyArray;

        PromoteRoomReply.create = function(properties) {
            return new PromoteRoomReply(properties);
        };

        PromoteRoomReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathIds != null && message.pathIds.length)
                for (let i = 0; i < message.pathIds.length; ++i)
                    writer.uint32(10).string(message.pathIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PromoteRoomReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PromoteRoomReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.pathIds && message.pathIds.length))
                            message.pathIds = [];
                        message.pathIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PromoteRoomReply;
    })();

    holdfast.AdoptReply = (function() {

        const AdoptReply = function (properties) {
            this.paths = [];
            this.gone = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AdoptReply.prototype.paths = $util.emptyArray;
        AdoptReply.prototype.gone = $util.emptyArray;

        AdoptReply.create = function(properties) {
            return new AdoptReply(properties);
        };

        AdoptReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.paths != null && message.paths.length)
                for (let i = 0; i < message.paths.length; ++i)
                    $root.holdfast.AdoptedPath.encode(message.paths[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.gone != null && message.gone.length)
                for (let i = 0; i < message.gone.length; ++i)
                    $root.holdfast.GonePath.encode(message.gone[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AdoptReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.AdoptReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.paths && message.paths.length))
                            message.paths = [];
                        message.paths.push($root.holdfast.AdoptedPath.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.gone && message.gone.length))
                            message.gone = [];
                        message.gone.push($root.holdfast.GonePath.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AdoptReply;
    })();

    holdfast.GonePath = (function() {

        const GonePath = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        GonePath.prototype.pathId = "";
        GonePath.prototype.error = null;

        GonePath.create = function(properties) {
            return new GonePath(properties);
        };

        GonePath.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                $root.holdfast.Error.encode(message.error, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        GonePath.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.GonePath();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.error = $root.holdfast.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return GonePath;
    })();

    holdfast.AdoptedPath = (function() {

        const AdoptedPath = function (properties) {
            this.missed = [];
            this.mutes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AdoptedPath.prototype.pathId = "";
        AdoptedPath.prototype.room = "";
        AdoptedPath.prototype.epoch = 0;
        AdoptedPath.prototype.standby = false;
        AdoptedPath.prototype.participant = null;
        AdoptedPath.prototype.missed = $util.emptyArray;
        AdoptedPath.prototype.snapshot = null;
        AdoptedPath.prototype.mutes = $util.emptyArray;

        AdoptedPath.create = function(properties) {
            return new AdoptedPath(properties);
        };

        AdoptedPath.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(18).string(message.room);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(24).uint32(message.epoch);
            if (message.standby != null && $Object.hasOwnProperty.call(message, "standby") && message.standby !== false)
                writer.uint32(32).bool(message.standby);
            if (message.participant != null && $Object.hasOwnProperty.call(message, "participant"))
                $root.holdfast.Participant.encode(message.participant, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.missed != null && message.missed.length)
                for (let i = 0; i < message.missed.length; ++i)
                    $root.holdfast.MissedEvent.encode(message.missed[i], writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                $root.holdfast.PathSnapshot.encode(message.snapshot, writer.uint32(58).fork(), _depth + 1).ldelim();
            if (message.mutes != null && message.mutes.length)
                for (let i = 0; i < message.mutes.length; ++i)
                    $root.holdfast.SetMuted.encode(message.mutes[i], writer.uint32(66).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AdoptedPath.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.AdoptedPath();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.standby = value;
                        else
                            delete message.standby;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.participant = $root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1, message.participant);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.missed && message.missed.length))
                            message.missed = [];
                        message.missed.push($root.holdfast.MissedEvent.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.snapshot = $root.holdfast.PathSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.mutes && message.mutes.length))
                            message.mutes = [];
                        message.mutes.push($root.holdfast.SetMuted.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AdoptedPath;
    })();

    holdfast.MissedEvent = (function() {

        const MissedEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        MissedEvent.prototype.seq = 0;
        MissedEvent.prototype.event = $util.newBuffer([]);

        MissedEvent.create = function(properties) {
            return new MissedEvent(properties);
        };

        MissedEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                writer.uint32(8).uint32(message.seq);
            if (message.event != null && $Object.hasOwnProperty.call(message, "event") && message.event.length)
                writer.uint32(18).bytes(message.event);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        MissedEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.MissedEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.seq = value;
                        else
                            delete message.seq;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.event = value;
                        else
                            delete message.event;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MissedEvent;
    })();

    holdfast.ReleasePathsReply = (function() {

        const ReleasePathsReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReleasePathsReply.create = function(properties) {
            return new ReleasePathsReply(properties);
        };

        ReleasePathsReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReleasePathsReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ReleasePathsReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReleasePathsReply;
    })();

    holdfast.ManageParticipantReply = (function() {

        const ManageParticipantReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ManageParticipantReply.prototype.participant = null;

        ManageParticipantReply.create = function(properties) {
            return new ManageParticipantReply(properties);
        };

        ManageParticipantReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participant != null && $Object.hasOwnProperty.call(message, "participant"))
                $root.holdfast.Participant.encode(message.participant, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ManageParticipantReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ManageParticipantReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.participant = $root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1, message.participant);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ManageParticipantReply;
    })();

    holdfast.SetServingReply = (function() {

        const SetServingReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetServingReply.prototype.serving = null;

        SetServingReply.create = function(properties) {
            return new SetServingReply(properties);
        };

        SetServingReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.serving != null && $Object.hasOwnProperty.call(message, "serving"))
                $root.holdfast.Serving.encode(message.serving, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetServingReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SetServingReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.serving = $root.holdfast.Serving.decode(reader, reader.size(), $undefined, _depth + 1, message.serving);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetServingReply;
    })();

    holdfast.DescribeRoomReply = (function() {

        const DescribeRoomReply = function (properties) {
            this.participants = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DescribeRoomReply.prototype.held = null;
        DescribeRoomReply.prototype.participants = $util.emptyArray;

        DescribeRoomReply.create = function(properties) {
            return new DescribeRoomReply(properties);
        };

        DescribeRoomReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.held != null && $Object.hasOwnProperty.call(message, "held"))
                $root.holdfast.RoomEpoch.encode(message.held, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.participants != null && message.participants.length)
                for (let i = 0; i < message.participants.length; ++i)
                    $root.holdfast.Participant.encode(message.participants[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DescribeRoomReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.DescribeRoomReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.held = $root.holdfast.RoomEpoch.decode(reader, reader.size(), $undefined, _depth + 1, message.held);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.participants && message.participants.length))
                            message.participants = [];
                        message.participants.push($root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DescribeRoomReply;
    })();

    holdfast.NodeEvent = (function() {

        const NodeEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        NodeEvent.prototype.challenge = null;
        NodeEvent.prototype.heartbeat = null;
        NodeEvent.prototype.roomsChanged = null;
        NodeEvent.prototype.roomsLost = null;
        NodeEvent.prototype.sessionEvent = null;
        NodeEvent.prototype.sessionEnded = null;

        let $oneOfFields;

        $Object.defineProperty(NodeEvent.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["challenge", "heartbeat", "roomsChanged", "roomsLost", "sessionEvent", "sessionEnded"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        NodeEvent.create = function(properties) {
            return new NodeEvent(properties);
        };

        NodeEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.challenge != null && $Object.hasOwnProperty.call(message, "challenge"))
                $root.holdfast.Challenge.encode(message.challenge, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
                $root.holdfast.Heartbeat.encode(message.heartbeat, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.roomsChanged != null && $Object.hasOwnProperty.call(message, "roomsChanged"))
                $root.holdfast.RoomsChanged.encode(message.roomsChanged, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.roomsLost != null && $Object.hasOwnProperty.call(message, "roomsLost"))
                $root.holdfast.RoomsLost.encode(message.roomsLost, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.sessionEvent != null && $Object.hasOwnProperty.call(message, "sessionEvent"))
                $root.holdfast.SessionEvent.encode(message.sessionEvent, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.sessionEnded != null && $Object.hasOwnProperty.call(message, "sessionEnded"))
                $root.holdfast.SessionEnded.encode(message.sessionEnded, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        NodeEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.NodeEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.challenge = $root.holdfast.Challenge.decode(reader, reader.size(), $undefined, _depth + 1, message.challenge);
                        message.body = "challenge";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.heartbeat = $root.holdfast.Heartbeat.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
                        message.body = "heartbeat";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.roomsChanged = $root.holdfast.RoomsChanged.decode(reader, reader.size(), $undefined, _depth + 1, message.roomsChanged);
                        message.body = "roomsChanged";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.roomsLost = $root.holdfast.RoomsLost.decode(reader, reader.size(), $undefined, _depth + 1, message.roomsLost);
                        message.body = "roomsLost";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.sessionEvent = $root.holdfast.SessionEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionEvent);
                        message.body = "sessionEvent";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.sessionEnded = $root.holdfast.SessionEnded.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionEnded);
                        message.body = "sessionEnded";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NodeEvent;
    })();

    holdfast.Challenge = (function() {

        const Challenge = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Challenge.prototype.nodeNonce = $util.newBuffer([]);
        Challenge.prototype.protocol = 0;
        Challenge.prototype.nodeId = "";

        Challenge.create = function(properties) {
            return new Challenge(properties);
        };

        Challenge.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.nodeNonce != null && $Object.hasOwnProperty.call(message, "nodeNonce") && message.nodeNonce.length)
                writer.uint32(10).bytes(message.nodeNonce);
            if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                writer.uint32(16).uint32(message.protocol);
            if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== "")
                writer.uint32(26).string(message.nodeId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Challenge.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Challenge();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nodeNonce = value;
                        else
                            delete message.nodeNonce;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.protocol = value;
                        else
                            delete message.protocol;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.nodeId = value;
                        else
                            delete message.nodeId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Challenge;
    })();

    holdfast.RoomEpoch = (function() {

        const RoomEpoch = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RoomEpoch.prototype.room = "";
        RoomEpoch.prototype.epoch = 0;
        RoomEpoch.prototype.sessions = 0;
        RoomEpoch.prototype.standby = false;
        RoomEpoch.prototype.leaving = false;
        RoomEpoch.prototype.participants = 0;

        RoomEpoch.create = function(properties) {
            return new RoomEpoch(properties);
        };

        RoomEpoch.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(10).string(message.room);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(16).uint32(message.epoch);
            if (message.sessions != null && $Object.hasOwnProperty.call(message, "sessions") && message.sessions !== 0)
                writer.uint32(24).uint32(message.sessions);
            if (message.standby != null && $Object.hasOwnProperty.call(message, "standby") && message.standby !== false)
                writer.uint32(32).bool(message.standby);
            if (message.leaving != null && $Object.hasOwnProperty.call(message, "leaving") && message.leaving !== false)
                writer.uint32(40).bool(message.leaving);
            if (message.participants != null && $Object.hasOwnProperty.call(message, "participants") && message.participants !== 0)
                writer.uint32(48).uint32(message.participants);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RoomEpoch.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RoomEpoch();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.sessions = value;
                        else
                            delete message.sessions;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.standby = value;
                        else
                            delete message.standby;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.leaving = value;
                        else
                            delete message.leaving;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.participants = value;
                        else
                            delete message.participants;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RoomEpoch;
    })();

    holdfast.ServingState = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "SERVING"] = 0;
        values[valuesById[1] = "CORDONED"] = 1;
        values[valuesById[2] = "DRAINING"] = 2;
        return values;
    })();

    holdfast.Serving = (function() {

        const Serving = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Serving.prototype.state = 0;
        Serving.prototype.drainLeftMs = 0;
        Serving.prototype.drainRoomsTotal = 0;
        Serving.prototype.why = "";

        Serving.create = function(properties) {
            return new Serving(properties);
        };

        Serving.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(8).int32(message.state);
            if (message.drainLeftMs != null && $Object.hasOwnProperty.call(message, "drainLeftMs") && !$Object.is(message.drainLeftMs, 0))
                writer.uint32(17).double(message.drainLeftMs);
            if (message.drainRoomsTotal != null && $Object.hasOwnProperty.call(message, "drainRoomsTotal") && message.drainRoomsTotal !== 0)
                writer.uint32(24).uint32(message.drainRoomsTotal);
            if (message.why != null && $Object.hasOwnProperty.call(message, "why") && message.why !== "")
                writer.uint32(34).string(message.why);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Serving.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Serving();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.drainLeftMs = value;
                        else
                            delete message.drainLeftMs;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.drainRoomsTotal = value;
                        else
                            delete message.drainRoomsTotal;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.why = value;
                        else
                            delete message.why;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Serving;
    })();

    holdfast.Heartbeat = (function() {

        const Heartbeat = function (properties) {
            this.silent = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Heartbeat.prototype.seq = 0;
        Heartbeat.prototype.sentAtMs = 0;
        Heartbeat.prototype.load = null;
        Heartbeat.prototype.roomsDigest = 0;
        Heartbeat.prototype.serving = null;
        Heartbeat.prototype.silent = $util.emptyArray;

        Heartbeat.create = function(properties) {
            return new Heartbeat(properties);
        };

        Heartbeat.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                writer.uint32(8).uint32(message.seq);
            if (message.sentAtMs != null && $Object.hasOwnProperty.call(message, "sentAtMs") && !$Object.is(message.sentAtMs, 0))
                writer.uint32(17).double(message.sentAtMs);
            if (message.load != null && $Object.hasOwnProperty.call(message, "load"))
                $root.holdfast.NodeLoad.encode(message.load, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.roomsDigest != null && $Object.hasOwnProperty.call(message, "roomsDigest") && message.roomsDigest !== 0)
                writer.uint32(32).uint32(message.roomsDigest);
            if (message.serving != null && $Object.hasOwnProperty.call(message, "serving"))
                $root.holdfast.Serving.encode(message.serving, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.silent != null && message.silent.length)
                for (let i = 0; i < message.silent.length; ++i)
                    $root.holdfast.SilentTrack.encode(message.silent[i], writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Heartbeat.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Heartbeat();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.seq = value;
                        else
                            delete message.seq;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.sentAtMs = value;
                        else
                            delete message.sentAtMs;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.load = $root.holdfast.NodeLoad.decode(reader, reader.size(), $undefined, _depth + 1, message.load);
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.roomsDigest = value;
                        else
                            delete message.roomsDigest;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.serving = $root.holdfast.Serving.decode(reader, reader.size(), $undefined, _depth + 1, message.serving);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.silent && message.silent.length))
                            message.silent = [];
                        message.silent.push($root.holdfast.SilentTrack.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Heartbeat;
    })();

    holdfast.SilentTrack = (function() {

        const SilentTrack = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SilentTrack.prototype.room = "";
        SilentTrack.prototype.participantId = "";
        SilentTrack.prototype.trackId = "";

        SilentTrack.create = function(properties) {
            return new SilentTrack(properties);
        };

        SilentTrack.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(10).string(message.room);
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(18).string(message.participantId);
            if (message.trackId != null && $Object.hasOwnProperty.call(message, "trackId") && message.trackId !== "")
                writer.uint32(26).string(message.trackId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SilentTrack.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SilentTrack();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.trackId = value;
                        else
                            delete message.trackId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SilentTrack;
    })();

    holdfast.NodeLoad = (function() {

        const NodeLoad = function (properties) {
            this.workers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        NodeLoad.prototype.workers = $util.emptyArray;
        NodeLoad.prototype.rooms = 0;
        NodeLoad.prototype.sessions = 0;
        NodeLoad.prototype.producers = 0;
        NodeLoad.prototype.consumers = 0;
        NodeLoad.prototype.bitrateInBps = 0;
        NodeLoad.prototype.bitrateOutBps = 0;
        NodeLoad.prototype.capacity = 0;

        NodeLoad.create = function(properties) {
            return new NodeLoad(properties);
        };

        NodeLoad.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.workers != null && message.workers.length)
                for (let i = 0; i < message.workers.length; ++i)
                    $root.holdfast.WorkerLoad.encode(message.workers[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.rooms != null && $Object.hasOwnProperty.call(message, "rooms") && message.rooms !== 0)
                writer.uint32(16).uint32(message.rooms);
            if (message.sessions != null && $Object.hasOwnProperty.call(message, "sessions") && message.sessions !== 0)
                writer.uint32(24).uint32(message.sessions);
            if (message.producers != null && $Object.hasOwnProperty.call(message, "producers") && message.producers !== 0)
                writer.uint32(32).uint32(message.producers);
            if (message.consumers != null && $Object.hasOwnProperty.call(message, "consumers") && message.consumers !== 0)
                writer.uint32(40).uint32(message.consumers);
            if (message.bitrateInBps != null && $Object.hasOwnProperty.call(message, "bitrateInBps") && !$Object.is(message.bitrateInBps, 0))
                writer.uint32(49).double(message.bitrateInBps);
            if (message.bitrateOutBps != null && $Object.hasOwnProperty.call(message, "bitrateOutBps") && !$Object.is(message.bitrateOutBps, 0))
                writer.uint32(57).double(message.bitrateOutBps);
            if (message.capacity != null && $Object.hasOwnProperty.call(message, "capacity") && message.capacity !== 0)
                writer.uint32(64).uint32(message.capacity);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        NodeLoad.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.NodeLoad();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.workers && message.workers.length))
                            message.workers = [];
                        message.workers.push($root.holdfast.WorkerLoad.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.rooms = value;
                        else
                            delete message.rooms;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.sessions = value;
                        else
                            delete message.sessions;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.producers = value;
                        else
                            delete message.producers;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.consumers = value;
                        else
                            delete message.consumers;
                        continue;
                    }
                case 6: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.bitrateInBps = value;
                        else
                            delete message.bitrateInBps;
                        continue;
                    }
                case 7: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.bitrateOutBps = value;
                        else
                            delete message.bitrateOutBps;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.capacity = value;
                        else
                            delete message.capacity;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NodeLoad;
    })();

    holdfast.WorkerLoad = (function() {

        const WorkerLoad = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        WorkerLoad.prototype.slot = 0;
        WorkerLoad.prototype.pid = 0;
        WorkerLoad.prototype.alive = false;
        WorkerLoad.prototype.cpu = 0;
        WorkerLoad.prototype.rooms = 0;
        WorkerLoad.prototype.consumers = 0;

        WorkerLoad.create = function(properties) {
            return new WorkerLoad(properties);
        };

        WorkerLoad.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                writer.uint32(8).uint32(message.slot);
            if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                writer.uint32(16).uint32(message.pid);
            if (message.alive != null && $Object.hasOwnProperty.call(message, "alive") && message.alive !== false)
                writer.uint32(24).bool(message.alive);
            if (message.cpu != null && $Object.hasOwnProperty.call(message, "cpu") && !$Object.is(message.cpu, 0))
                writer.uint32(33).double(message.cpu);
            if (message.rooms != null && $Object.hasOwnProperty.call(message, "rooms") && message.rooms !== 0)
                writer.uint32(40).uint32(message.rooms);
            if (message.consumers != null && $Object.hasOwnProperty.call(message, "consumers") && message.consumers !== 0)
                writer.uint32(48).uint32(message.consumers);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        WorkerLoad.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.WorkerLoad();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.slot = value;
                        else
                            delete message.slot;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.pid = value;
                        else
                            delete message.pid;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.alive = value;
                        else
                            delete message.alive;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.cpu = value;
                        else
                            delete message.cpu;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.rooms = value;
                        else
                            delete message.rooms;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.consumers = value;
                        else
                            delete message.consumers;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return WorkerLoad;
    })();

    holdfast.RoomsChanged = (function() {

        const RoomsChanged = function (properties) {
            this.opened = [];
            this.closed = [];
            this.resized = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RoomsChanged.prototype.opened = $util.emptyArray;
        RoomsChanged.prototype.closed = $util.emptyArray;
        RoomsChanged.prototype.resized = $util.emptyArray;

        RoomsChanged.create = function(properties) {
            return new RoomsChanged(properties);
        };

        RoomsChanged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.opened != null && message.opened.length)
                for (let i = 0; i < message.opened.length; ++i)
                    $root.holdfast.RoomEpoch.encode(message.opened[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.closed != null && message.closed.length)
                for (let i = 0; i < message.closed.length; ++i)
                    $root.holdfast.RoomEpoch.encode(message.closed[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.resized != null && message.resized.length)
                for (let i = 0; i < message.resized.length; ++i)
                    $root.holdfast.RoomEpoch.encode(message.resized[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RoomsChanged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RoomsChanged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.opened && message.opened.length))
                            message.opened = [];
                        message.opened.push($root.holdfast.RoomEpoch.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.closed && message.closed.length))
                            message.closed = [];
                        message.closed.push($root.holdfast.RoomEpoch.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.resized && message.resized.length))
                            message.resized = [];
                        message.resized.push($root.holdfast.RoomEpoch.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RoomsChanged;
    })();

    holdfast.RoomsLost = (function() {

        const RoomsLost = function (properties) {
            this.rooms = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RoomsLost.prototype.rooms = $util.emptyArray;
        RoomsLost.prototype.workerSlot = 0;
        RoomsLost.prototype.liveWorkers = 0;
        RoomsLost.prototype.cause = "";

        RoomsLost.create = function(properties) {
            return new RoomsLost(properties);
        };

        RoomsLost.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.rooms != null && message.rooms.length)
                for (let i = 0; i < message.rooms.length; ++i)
                    $root.holdfast.RoomEpoch.encode(message.rooms[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.workerSlot != null && $Object.hasOwnProperty.call(message, "workerSlot") && message.workerSlot !== 0)
                writer.uint32(16).uint32(message.workerSlot);
            if (message.liveWorkers != null && $Object.hasOwnProperty.call(message, "liveWorkers") && message.liveWorkers !== 0)
                writer.uint32(24).uint32(message.liveWorkers);
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== "")
                writer.uint32(34).string(message.cause);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RoomsLost.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RoomsLost();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rooms && message.rooms.length))
                            message.rooms = [];
                        message.rooms.push($root.holdfast.RoomEpoch.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.workerSlot = value;
                        else
                            delete message.workerSlot;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.liveWorkers = value;
                        else
                            delete message.liveWorkers;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RoomsLost;
    })();

    holdfast.SessionEvent = (function() {

        const SessionEvent = function (properties) {
            this.targets = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SessionEvent.prototype.targets = $util.emptyArray;
        SessionEvent.prototype.event = $util.newBuffer([]);

        SessionEvent.create = function(properties) {
            return new SessionEvent(properties);
        };

        SessionEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.targets != null && message.targets.length)
                for (let i = 0; i < message.targets.length; ++i)
                    $root.holdfast.EventTarget.encode(message.targets[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.event != null && $Object.hasOwnProperty.call(message, "event") && message.event.length)
                writer.uint32(18).bytes(message.event);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SessionEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SessionEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.targets && message.targets.length))
                            message.targets = [];
                        message.targets.push($root.holdfast.EventTarget.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.event = value;
                        else
                            delete message.event;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionEvent;
    })();

    holdfast.EventTarget = (function() {

        const EventTarget = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        EventTarget.prototype.sessionId = "";
        EventTarget.prototype.pathId = "";
        EventTarget.prototype.seq = 0;

        EventTarget.create = function(properties) {
            return new EventTarget(properties);
        };

        EventTarget.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(10).string(message.sessionId);
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(18).string(message.pathId);
            if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                writer.uint32(24).uint32(message.seq);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        EventTarget.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.EventTarget();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.seq = value;
                        else
                            delete message.seq;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return EventTarget;
    })();

    holdfast.SessionEnded = (function() {

        const SessionEnded = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SessionEnded.prototype.sessionId = "";
        SessionEnded.prototype.error = null;
        SessionEnded.prototype.pathId = "";

        SessionEnded.create = function(properties) {
            return new SessionEnded(properties);
        };

        SessionEnded.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(10).string(message.sessionId);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                $root.holdfast.Error.encode(message.error, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(26).string(message.pathId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SessionEnded.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SessionEnded();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.error = $root.holdfast.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionEnded;
    })();

    holdfast.MediaKind = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "MEDIA_KIND_UNSPECIFIED"] = 0;
        values[valuesById[1] = "AUDIO"] = 1;
        values[valuesById[2] = "VIDEO"] = 2;
        return values;
    })();

    holdfast.TrackSource = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "TRACK_SOURCE_UNSPECIFIED"] = 0;
        values[valuesById[1] = "CAMERA"] = 1;
        values[valuesById[2] = "MICROPHONE"] = 2;
        values[valuesById[3] = "SCREEN"] = 3;
        values[valuesById[4] = "SCREEN_AUDIO"] = 4;
        values[valuesById[5] = "OTHER"] = 5;
        return values;
    })();

    holdfast.PathCause = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "PATH_CAUSE_UNSPECIFIED"] = 0;
        values[valuesById[1] = "JOIN"] = 1;
        values[valuesById[2] = "NODE_DIED"] = 2;
        values[valuesById[3] = "WORKER_DIED"] = 3;
        values[valuesById[4] = "PATH_FAILED"] = 4;
        values[valuesById[5] = "SIGNALING_LOST"] = 5;
        values[valuesById[6] = "PLACEMENT_MOVED"] = 6;
        values[valuesById[7] = "NODE_HUNG"] = 7;
        values[valuesById[8] = "NODE_UNREACHABLE"] = 8;
        values[valuesById[9] = "CONTROL_LOST"] = 9;
        values[valuesById[10] = "NODE_DRAINED"] = 10;
        values[valuesById[11] = "REBALANCED"] = 11;
        return values;
    })();

    holdfast.FmtpValue = (function() {

        const FmtpValue = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        FmtpValue.prototype.text = null;
        FmtpValue.prototype.number = null;

        let $oneOfFields;

        $Object.defineProperty(FmtpValue.prototype, "value", {
            get: $util.oneOfGetter($oneOfFields = ["text", "number"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        FmtpValue.create = function(properties) {
            return new FmtpValue(properties);
        };

        FmtpValue.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                writer.uint32(10).string(message.text);
            if (message.number != null && $Object.hasOwnProperty.call(message, "number"))
                writer.uint32(17).double(message.number);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        FmtpValue.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.FmtpValue();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.text = reader.stringVerify();
                        message.value = "text";
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        message.number = reader.double();
                        message.value = "number";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FmtpValue;
    })();

    holdfast.RtcpFeedback = (function() {

        const RtcpFeedback = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtcpFeedback.prototype.type = "";
        RtcpFeedback.prototype.parameter = "";

        RtcpFeedback.create = function(properties) {
            return new RtcpFeedback(properties);
        };

        RtcpFeedback.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                writer.uint32(10).string(message.type);
            if (message.parameter != null && $Object.hasOwnProperty.call(message, "parameter") && message.parameter !== "")
                writer.uint32(18).string(message.parameter);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtcpFeedback.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtcpFeedback();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.parameter = value;
                        else
                            delete message.parameter;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtcpFeedback;
    })();

    holdfast.RtpCodecCapability = (function() {

        const RtpCodecCapability = function (properties) {
            this.parameters = {};
            this.rtcpFeedback = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtpCodecCapability.prototype.kind = 0;
        RtpCodecCapability.prototype.mimeType = "";
        RtpCodecCapability.prototype.preferredPayloadType = 0;
        RtpCodecCapability.prototype.clockRate = 0;
        RtpCodecCapability.prototype.channels = 0;
        RtpCodecCapability.prototype.parameters = $util.emptyObject;
        RtpCodecCapability.prototype.rtcpFeedback = $util.emptyArray;

        RtpCodecCapability.create = function(properties) {
            return new RtpCodecCapability(properties);
        };

        RtpCodecCapability.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(8).int32(message.kind);
            if (message.mimeType != null && $Object.hasOwnProperty.call(message, "mimeType") && message.mimeType !== "")
                writer.uint32(18).string(message.mimeType);
            if (message.preferredPayloadType != null && $Object.hasOwnProperty.call(message, "preferredPayloadType") && message.preferredPayloadType !== 0)
                writer.uint32(24).uint32(message.preferredPayloadType);
            if (message.clockRate != null && $Object.hasOwnProperty.call(message, "clockRate") && message.clockRate !== 0)
                writer.uint32(32).uint32(message.clockRate);
            if (message.channels != null && $Object.hasOwnProperty.call(message, "channels") && message.channels !== 0)
                writer.uint32(40).uint32(message.channels);
            if (message.parameters != null && $Object.hasOwnProperty.call(message, "parameters"))
                for (let keys = $Object.keys(message.parameters), i = 0; i < keys.length; ++i) {
                    writer.uint32(50).fork().uint32(10).string(keys[i]);
                    $root.holdfast.FmtpValue.encode(message.parameters[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.rtcpFeedback != null && message.rtcpFeedback.length)
                for (let i = 0; i < message.rtcpFeedback.length; ++i)
                    $root.holdfast.RtcpFeedback.encode(message.rtcpFeedback[i], writer.uint32(58).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtpCodecCapability.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtpCodecCapability();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mimeType = value;
                        else
                            delete message.mimeType;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.preferredPayloadType = value;
                        else
                            delete message.preferredPayloadType;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.clockRate = value;
                        else
                            delete message.clockRate;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.channels = value;
                        else
                            delete message.channels;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (message.parameters === $util.emptyObject)
                            message.parameters = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.holdfast.FmtpValue.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.parameters, key);
                        message.parameters[key] = value || new $root.holdfast.FmtpValue();
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rtcpFeedback && message.rtcpFeedback.length))
                            message.rtcpFeedback = [];
                        message.rtcpFeedback.push($root.holdfast.RtcpFeedback.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtpCodecCapability;
    })();

    holdfast.RtpHeaderExtension = (function() {

        const RtpHeaderExtension = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtpHeaderExtension.prototype.kind = 0;
        RtpHeaderExtension.prototype.uri = "";
        RtpHeaderExtension.prototype.preferredId = 0;
        RtpHeaderExtension.prototype.preferredEncrypt = false;
        RtpHeaderExtension.prototype.direction = "";

        RtpHeaderExtension.create = function(properties) {
            return new RtpHeaderExtension(properties);
        };

        RtpHeaderExtension.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(8).int32(message.kind);
            if (message.uri != null && $Object.hasOwnProperty.call(message, "uri") && message.uri !== "")
                writer.uint32(18).string(message.uri);
            if (message.preferredId != null && $Object.hasOwnProperty.call(message, "preferredId") && message.preferredId !== 0)
                writer.uint32(24).uint32(message.preferredId);
            if (message.preferredEncrypt != null && $Object.hasOwnProperty.call(message, "preferredEncrypt") && message.preferredEncrypt !== false)
                writer.uint32(32).bool(message.preferredEncrypt);
            if (message.direction != null && $Object.hasOwnProperty.call(message, "direction") && message.direction !== "")
                writer.uint32(42).string(message.direction);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtpHeaderExtension.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtpHeaderExtension();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.uri = value;
                        else
                            delete message.uri;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.preferredId = value;
                        else
                            delete message.preferredId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.preferredEncrypt = value;
                        else
                            delete message.preferredEncrypt;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.direction = value;
                        else
                            delete message.direction;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtpHeaderExtension;
    })();

    holdfast.RtpCapabilities = (function() {

        const RtpCapabilities = function (properties) {
            this.codecs = [];
            this.headerExtensions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtpCapabilities.prototype.codecs = $util.emptyArray;
        RtpCapabilities.prototype.headerExtensions = $util.emptyArray;

        RtpCapabilities.create = function(properties) {
            return new RtpCapabilities(properties);
        };

        RtpCapabilities.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.codecs != null && message.codecs.length)
                for (let i = 0; i < message.codecs.length; ++i)
                    $root.holdfast.RtpCodecCapability.encode(message.codecs[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.headerExtensions != null && message.headerExtensions.length)
                for (let i = 0; i < message.headerExtensions.length; ++i)
                    $root.holdfast.RtpHeaderExtension.encode(message.headerExtensions[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtpCapabilities.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtpCapabilities();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.codecs && message.codecs.length))
                            message.codecs = [];
                        message.codecs.push($root.holdfast.RtpCodecCapability.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.headerExtensions && message.headerExtensions.length))
                            message.headerExtensions = [];
                        message.headerExtensions.push($root.holdfast.RtpHeaderExtension.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtpCapabilities;
    })();

    holdfast.RtpCodecParameters = (function() {

        const RtpCodecParameters = function (properties) {
            this.parameters = {};
            this.rtcpFeedback = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtpCodecParameters.prototype.mimeType = "";
        RtpCodecParameters.prototype.payloadType = 0;
        RtpCodecParameters.prototype.clockRate = 0;
        RtpCodecParameters.prototype.channels = 0;
        RtpCodecParameters.prototype.parameters = $util.emptyObject;
        RtpCodecParameters.prototype.rtcpFeedback = $util.emptyArray;

        RtpCodecParameters.create = function(properties) {
            return new RtpCodecParameters(properties);
        };

        RtpCodecParameters.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.mimeType != null && $Object.hasOwnProperty.call(message, "mimeType") && message.mimeType !== "")
                writer.uint32(10).string(message.mimeType);
            if (message.payloadType != null && $Object.hasOwnProperty.call(message, "payloadType") && message.payloadType !== 0)
                writer.uint32(16).uint32(message.payloadType);
            if (message.clockRate != null && $Object.hasOwnProperty.call(message, "clockRate") && message.clockRate !== 0)
                writer.uint32(24).uint32(message.clockRate);
            if (message.channels != null && $Object.hasOwnProperty.call(message, "channels") && message.channels !== 0)
                writer.uint32(32).uint32(message.channels);
            if (message.parameters != null && $Object.hasOwnProperty.call(message, "parameters"))
                for (let keys = $Object.keys(message.parameters), i = 0; i < keys.length; ++i) {
                    writer.uint32(42).fork().uint32(10).string(keys[i]);
                    $root.holdfast.FmtpValue.encode(message.parameters[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
                }
            if (message.rtcpFeedback != null && message.rtcpFeedback.length)
                for (let i = 0; i < message.rtcpFeedback.length; ++i)
                    $root.holdfast.RtcpFeedback.encode(message.rtcpFeedback[i], writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtpCodecParameters.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtpCodecParameters();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mimeType = value;
                        else
                            delete message.mimeType;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.payloadType = value;
                        else
                            delete message.payloadType;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.clockRate = value;
                        else
                            delete message.clockRate;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.channels = value;
                        else
                            delete message.channels;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (message.parameters === $util.emptyObject)
                            message.parameters = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = null;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = $root.holdfast.FmtpValue.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.parameters, key);
                        message.parameters[key] = value || new $root.holdfast.FmtpValue();
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rtcpFeedback && message.rtcpFeedback.length))
                            message.rtcpFeedback = [];
                        message.rtcpFeedback.push($root.holdfast.RtcpFeedback.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtpCodecParameters;
    })();

    holdfast.RtpHeaderExtensionParameters = (function() {

        const RtpHeaderExtensionParameters = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtpHeaderExtensionParameters.prototype.uri = "";
        RtpHeaderExtensionParameters.prototype.id = 0;
        RtpHeaderExtensionParameters.prototype.encrypt = false;

        RtpHeaderExtensionParameters.create = function(properties) {
            return new RtpHeaderExtensionParameters(properties);
        };

        RtpHeaderExtensionParameters.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.uri != null && $Object.hasOwnProperty.call(message, "uri") && message.uri !== "")
                writer.uint32(10).string(message.uri);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(16).uint32(message.id);
            if (message.encrypt != null && $Object.hasOwnProperty.call(message, "encrypt") && message.encrypt !== false)
                writer.uint32(24).bool(message.encrypt);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtpHeaderExtensionParameters.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtpHeaderExtensionParameters();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.uri = value;
                        else
                            delete message.uri;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.encrypt = value;
                        else
                            delete message.encrypt;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtpHeaderExtensionParameters;
    })();

    holdfast.RtpEncoding = (function() {

        const RtpEncoding = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtpEncoding.prototype.ssrc = 0;
        RtpEncoding.prototype.rid = "";
        RtpEncoding.prototype.rtxSsrc = 0;
        RtpEncoding.prototype.dtx = false;
        RtpEncoding.prototype.scalabilityMode = "";
        RtpEncoding.prototype.maxBitrateBps = 0;
        RtpEncoding.prototype.scaleResolutionDownBy = 0;
        RtpEncoding.prototype.codecPayloadType = 0;

        RtpEncoding.create = function(properties) {
            return new RtpEncoding(properties);
        };

        RtpEncoding.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ssrc != null && $Object.hasOwnProperty.call(message, "ssrc") && message.ssrc !== 0)
                writer.uint32(8).uint32(message.ssrc);
            if (message.rid != null && $Object.hasOwnProperty.call(message, "rid") && message.rid !== "")
                writer.uint32(18).string(message.rid);
            if (message.rtxSsrc != null && $Object.hasOwnProperty.call(message, "rtxSsrc") && message.rtxSsrc !== 0)
                writer.uint32(24).uint32(message.rtxSsrc);
            if (message.dtx != null && $Object.hasOwnProperty.call(message, "dtx") && message.dtx !== false)
                writer.uint32(32).bool(message.dtx);
            if (message.scalabilityMode != null && $Object.hasOwnProperty.call(message, "scalabilityMode") && message.scalabilityMode !== "")
                writer.uint32(42).string(message.scalabilityMode);
            if (message.maxBitrateBps != null && $Object.hasOwnProperty.call(message, "maxBitrateBps") && message.maxBitrateBps !== 0)
                writer.uint32(48).uint32(message.maxBitrateBps);
            if (message.scaleResolutionDownBy != null && $Object.hasOwnProperty.call(message, "scaleResolutionDownBy") && !$Object.is(message.scaleResolutionDownBy, 0))
                writer.uint32(57).double(message.scaleResolutionDownBy);
            if (message.codecPayloadType != null && $Object.hasOwnProperty.call(message, "codecPayloadType") && message.codecPayloadType !== 0)
                writer.uint32(64).uint32(message.codecPayloadType);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtpEncoding.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtpEncoding();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.ssrc = value;
                        else
                            delete message.ssrc;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.rid = value;
                        else
                            delete message.rid;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.rtxSsrc = value;
                        else
                            delete message.rtxSsrc;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.dtx = value;
                        else
                            delete message.dtx;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.scalabilityMode = value;
                        else
                            delete message.scalabilityMode;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxBitrateBps = value;
                        else
                            delete message.maxBitrateBps;
                        continue;
                    }
                case 7: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.scaleResolutionDownBy = value;
                        else
                            delete message.scaleResolutionDownBy;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.codecPayloadType = value;
                        else
                            delete message.codecPayloadType;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtpEncoding;
    })();

    holdfast.RtpParameters = (function() {

        const RtpParameters = function (properties) {
            this.codecs = [];
            this.headerExtensions = [];
            this.encodings = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RtpParameters.prototype.mid = "";
        RtpParameters.prototype.codecs = $util.emptyArray;
        RtpParameters.prototype.headerExtensions = $util.emptyArray;
        RtpParameters.prototype.encodings = $util.emptyArray;
        RtpParameters.prototype.cname = "";
        RtpParameters.prototype.reducedSize = false;

        RtpParameters.create = function(properties) {
            return new RtpParameters(properties);
        };

        RtpParameters.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.mid != null && $Object.hasOwnProperty.call(message, "mid") && message.mid !== "")
                writer.uint32(10).string(message.mid);
            if (message.codecs != null && message.codecs.length)
                for (let i = 0; i < message.codecs.length; ++i)
                    $root.holdfast.RtpCodecParameters.encode(message.codecs[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.headerExtensions != null && message.headerExtensions.length)
                for (let i = 0; i < message.headerExtensions.length; ++i)
                    $root.holdfast.RtpHeaderExtensionParameters.encode(message.headerExtensions[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.encodings != null && message.encodings.length)
                for (let i = 0; i < message.encodings.length; ++i)
                    $root.holdfast.RtpEncoding.encode(message.encodings[i], writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.cname != null && $Object.hasOwnProperty.call(message, "cname") && message.cname !== "")
                writer.uint32(42).string(message.cname);
            if (message.reducedSize != null && $Object.hasOwnProperty.call(message, "reducedSize") && message.reducedSize !== false)
                writer.uint32(48).bool(message.reducedSize);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RtpParameters.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RtpParameters();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mid = value;
                        else
                            delete message.mid;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.codecs && message.codecs.length))
                            message.codecs = [];
                        message.codecs.push($root.holdfast.RtpCodecParameters.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.headerExtensions && message.headerExtensions.length))
                            message.headerExtensions = [];
                        message.headerExtensions.push($root.holdfast.RtpHeaderExtensionParameters.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.encodings && message.encodings.length))
                            message.encodings = [];
                        message.encodings.push($root.holdfast.RtpEncoding.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.cname = value;
                        else
                            delete message.cname;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.reducedSize = value;
                        else
                            delete message.reducedSize;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RtpParameters;
    })();

    holdfast.DtlsFingerprint = (function() {

        const DtlsFingerprint = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DtlsFingerprint.prototype.algorithm = "";
        DtlsFingerprint.prototype.value = "";

        DtlsFingerprint.create = function(properties) {
            return new DtlsFingerprint(properties);
        };

        DtlsFingerprint.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.algorithm != null && $Object.hasOwnProperty.call(message, "algorithm") && message.algorithm !== "")
                writer.uint32(10).string(message.algorithm);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(18).string(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DtlsFingerprint.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.DtlsFingerprint();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.algorithm = value;
                        else
                            delete message.algorithm;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DtlsFingerprint;
    })();

    holdfast.DtlsParameters = (function() {

        const DtlsParameters = function (properties) {
            this.fingerprints = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DtlsParameters.prototype.role = "";
        DtlsParameters.prototype.fingerprints = $util.emptyArray;

        DtlsParameters.create = function(properties) {
            return new DtlsParameters(properties);
        };

        DtlsParameters.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== "")
                writer.uint32(10).string(message.role);
            if (message.fingerprints != null && message.fingerprints.length)
                for (let i = 0; i < message.fingerprints.length; ++i)
                    $root.holdfast.DtlsFingerprint.encode(message.fingerprints[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DtlsParameters.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.DtlsParameters();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.role = value;
                        else
                            delete message.role;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.fingerprints && message.fingerprints.length))
                            message.fingerprints = [];
                        message.fingerprints.push($root.holdfast.DtlsFingerprint.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DtlsParameters;
    })();

    holdfast.IceParameters = (function() {

        const IceParameters = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        IceParameters.prototype.usernameFragment = "";
        IceParameters.prototype.password = "";
        IceParameters.prototype.iceLite = false;

        IceParameters.create = function(properties) {
            return new IceParameters(properties);
        };

        IceParameters.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.usernameFragment != null && $Object.hasOwnProperty.call(message, "usernameFragment") && message.usernameFragment !== "")
                writer.uint32(10).string(message.usernameFragment);
            if (message.password != null && $Object.hasOwnProperty.call(message, "password") && message.password !== "")
                writer.uint32(18).string(message.password);
            if (message.iceLite != null && $Object.hasOwnProperty.call(message, "iceLite") && message.iceLite !== false)
                writer.uint32(24).bool(message.iceLite);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        IceParameters.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.IceParameters();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.usernameFragment = value;
                        else
                            delete message.usernameFragment;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.password = value;
                        else
                            delete message.password;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.iceLite = value;
                        else
                            delete message.iceLite;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return IceParameters;
    })();

    holdfast.IceCandidate = (function() {

        const IceCandidate = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        IceCandidate.prototype.foundation = "";
        IceCandidate.prototype.priority = 0;
        IceCandidate.prototype.address = "";
        IceCandidate.prototype.protocol = "";
        IceCandidate.prototype.port = 0;
        IceCandidate.prototype.type = "";
        IceCandidate.prototype.tcpType = "";

        IceCandidate.create = function(properties) {
            return new IceCandidate(properties);
        };

        IceCandidate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.foundation != null && $Object.hasOwnProperty.call(message, "foundation") && message.foundation !== "")
                writer.uint32(10).string(message.foundation);
            if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
                writer.uint32(16).uint32(message.priority);
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(26).string(message.address);
            if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== "")
                writer.uint32(34).string(message.protocol);
            if (message.port != null && $Object.hasOwnProperty.call(message, "port") && message.port !== 0)
                writer.uint32(40).uint32(message.port);
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                writer.uint32(50).string(message.type);
            if (message.tcpType != null && $Object.hasOwnProperty.call(message, "tcpType") && message.tcpType !== "")
                writer.uint32(58).string(message.tcpType);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        IceCandidate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.IceCandidate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.foundation = value;
                        else
                            delete message.foundation;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.priority = value;
                        else
                            delete message.priority;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.protocol = value;
                        else
                            delete message.protocol;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.port = value;
                        else
                            delete message.port;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.tcpType = value;
                        else
                            delete message.tcpType;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return IceCandidate;
    })();

    holdfast.TransportDescription = (function() {

        const TransportDescription = function (properties) {
            this.candidates = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TransportDescription.prototype.id = "";
        TransportDescription.prototype.ice = null;
        TransportDescription.prototype.candidates = $util.emptyArray;
        TransportDescription.prototype.dtls = null;

        TransportDescription.create = function(properties) {
            return new TransportDescription(properties);
        };

        TransportDescription.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(10).string(message.id);
            if (message.ice != null && $Object.hasOwnProperty.call(message, "ice"))
                $root.holdfast.IceParameters.encode(message.ice, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.candidates != null && message.candidates.length)
                for (let i = 0; i < message.candidates.length; ++i)
                    $root.holdfast.IceCandidate.encode(message.candidates[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.dtls != null && $Object.hasOwnProperty.call(message, "dtls"))
                $root.holdfast.DtlsParameters.encode(message.dtls, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TransportDescription.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.TransportDescription();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.ice = $root.holdfast.IceParameters.decode(reader, reader.size(), $undefined, _depth + 1, message.ice);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.candidates && message.candidates.length))
                            message.candidates = [];
                        message.candidates.push($root.holdfast.IceCandidate.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.dtls = $root.holdfast.DtlsParameters.decode(reader, reader.size(), $undefined, _depth + 1, message.dtls);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TransportDescription;
    })();

    holdfast.Track = (function() {

        const Track = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Track.prototype.id = "";
        Track.prototype.kind = 0;
        Track.prototype.source = 0;
        Track.prototype.name = "";
        Track.prototype.muted = false;
        Track.prototype.muteRevision = 0;

        Track.create = function(properties) {
            return new Track(properties);
        };

        Track.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(10).string(message.id);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(16).int32(message.kind);
            if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                writer.uint32(24).int32(message.source);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(34).string(message.name);
            if (message.muted != null && $Object.hasOwnProperty.call(message, "muted") && message.muted !== false)
                writer.uint32(40).bool(message.muted);
            if (message.muteRevision != null && $Object.hasOwnProperty.call(message, "muteRevision") && message.muteRevision !== 0)
                writer.uint32(48).uint32(message.muteRevision);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Track.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Track();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.source = value;
                        else
                            delete message.source;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.muted = value;
                        else
                            delete message.muted;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.muteRevision = value;
                        else
                            delete message.muteRevision;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Track;
    })();

    holdfast.Participant = (function() {

        const Participant = function (properties) {
            this.tracks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Participant.prototype.id = "";
        Participant.prototype.name = "";
        Participant.prototype.metadata = "";
        Participant.prototype.joinedAtMs = 0;
        Participant.prototype.tracks = $util.emptyArray;

        Participant.create = function(properties) {
            return new Participant(properties);
        };

        Participant.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(10).string(message.id);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(18).string(message.name);
            if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata") && message.metadata !== "")
                writer.uint32(26).string(message.metadata);
            if (message.joinedAtMs != null && $Object.hasOwnProperty.call(message, "joinedAtMs") && !$Object.is(message.joinedAtMs, 0))
                writer.uint32(33).double(message.joinedAtMs);
            if (message.tracks != null && message.tracks.length)
                for (let i = 0; i < message.tracks.length; ++i)
                    $root.holdfast.Track.encode(message.tracks[i], writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Participant.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Participant();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.metadata = value;
                        else
                            delete message.metadata;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.joinedAtMs = value;
                        else
                            delete message.joinedAtMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tracks && message.tracks.length))
                            message.tracks = [];
                        message.tracks.push($root.holdfast.Track.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Participant;
    })();

    holdfast.TrackOffer = (function() {

        const TrackOffer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TrackOffer.prototype.track = null;
        TrackOffer.prototype.rtp = null;

        TrackOffer.create = function(properties) {
            return new TrackOffer(properties);
        };

        TrackOffer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.track != null && $Object.hasOwnProperty.call(message, "track"))
                $root.holdfast.Track.encode(message.track, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.rtp != null && $Object.hasOwnProperty.call(message, "rtp"))
                $root.holdfast.RtpParameters.encode(message.rtp, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TrackOffer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.TrackOffer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.track = $root.holdfast.Track.decode(reader, reader.size(), $undefined, _depth + 1, message.track);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.rtp = $root.holdfast.RtpParameters.decode(reader, reader.size(), $undefined, _depth + 1, message.rtp);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TrackOffer;
    })();

    holdfast.Consumer = (function() {

        const Consumer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Consumer.prototype.id = "";
        Consumer.prototype.trackId = "";
        Consumer.prototype.participantId = "";
        Consumer.prototype.kind = 0;
        Consumer.prototype.rtp = null;

        Consumer.create = function(properties) {
            return new Consumer(properties);
        };

        Consumer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(10).string(message.id);
            if (message.trackId != null && $Object.hasOwnProperty.call(message, "trackId") && message.trackId !== "")
                writer.uint32(18).string(message.trackId);
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(26).string(message.participantId);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(32).int32(message.kind);
            if (message.rtp != null && $Object.hasOwnProperty.call(message, "rtp"))
                $root.holdfast.RtpParameters.encode(message.rtp, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Consumer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Consumer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.trackId = value;
                        else
                            delete message.trackId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.rtp = $root.holdfast.RtpParameters.decode(reader, reader.size(), $undefined, _depth + 1, message.rtp);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Consumer;
    })();

    holdfast.Subscription = (function() {

        const Subscription = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Subscription.prototype.trackId = "";
        Subscription.prototype.participantId = "";
        Subscription.prototype.subscribed = false;
        Subscription.prototype.paused = false;
        Subscription.prototype.maxSpatialLayer = 0;
        Subscription.prototype.maxTemporalLayer = 0;

        Subscription.create = function(properties) {
            return new Subscription(properties);
        };

        Subscription.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.trackId != null && $Object.hasOwnProperty.call(message, "trackId") && message.trackId !== "")
                writer.uint32(10).string(message.trackId);
            if (message.subscribed != null && $Object.hasOwnProperty.call(message, "subscribed") && message.subscribed !== false)
                writer.uint32(16).bool(message.subscribed);
            if (message.paused != null && $Object.hasOwnProperty.call(message, "paused") && message.paused !== false)
                writer.uint32(24).bool(message.paused);
            if (message.maxSpatialLayer != null && $Object.hasOwnProperty.call(message, "maxSpatialLayer") && message.maxSpatialLayer !== 0)
                writer.uint32(32).sint32(message.maxSpatialLayer);
            if (message.maxTemporalLayer != null && $Object.hasOwnProperty.call(message, "maxTemporalLayer") && message.maxTemporalLayer !== 0)
                writer.uint32(40).sint32(message.maxTemporalLayer);
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(50).string(message.participantId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Subscription.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Subscription();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.trackId = value;
                        else
                            delete message.trackId;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.subscribed = value;
                        else
                            delete message.subscribed;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.paused = value;
                        else
                            delete message.paused;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.maxSpatialLayer = value;
                        else
                            delete message.maxSpatialLayer;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.maxTemporalLayer = value;
                        else
                            delete message.maxTemporalLayer;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Subscription;
    })();

    holdfast.PathRole = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "ACTIVE"] = 0;
        values[valuesById[1] = "STANDBY"] = 1;
        return values;
    })();

    holdfast.Redundancy = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "COLD"] = 0;
        values[valuesById[1] = "HOT"] = 1;
        return values;
    })();

    holdfast.Path = (function() {

        const Path = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Path.prototype.id = "";
        Path.prototype.nodeId = "";
        Path.prototype.epoch = 0;
        Path.prototype.send = null;
        Path.prototype.recv = null;

        Path.create = function(properties) {
            return new Path(properties);
        };

        Path.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(10).string(message.id);
            if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== "")
                writer.uint32(18).string(message.nodeId);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(24).uint32(message.epoch);
            if (message.send != null && $Object.hasOwnProperty.call(message, "send"))
                $root.holdfast.TransportDescription.encode(message.send, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.recv != null && $Object.hasOwnProperty.call(message, "recv"))
                $root.holdfast.TransportDescription.encode(message.recv, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Path.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Path();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.nodeId = value;
                        else
                            delete message.nodeId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.send = $root.holdfast.TransportDescription.decode(reader, reader.size(), $undefined, _depth + 1, message.send);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.recv = $root.holdfast.TransportDescription.decode(reader, reader.size(), $undefined, _depth + 1, message.recv);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Path;
    })();

    holdfast.IceServer = (function() {

        const IceServer = function (properties) {
            this.urls = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        IceServer.prototype.urls = $util.emptyArray;
        IceServer.prototype.username = "";
        IceServer.prototype.credential = "";
        IceServer.prototype.expiresInMs = 0;

        IceServer.create = function(properties) {
            return new IceServer(properties);
        };

        IceServer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.urls != null && message.urls.length)
                for (let i = 0; i < message.urls.length; ++i)
                    writer.uint32(10).string(message.urls[i]);
            if (message.username != null && $Object.hasOwnProperty.call(message, "username") && message.username !== "")
                writer.uint32(18).string(message.username);
            if (message.credential != null && $Object.hasOwnProperty.call(message, "credential") && message.credential !== "")
                writer.uint32(26).string(message.credential);
            if (message.expiresInMs != null && $Object.hasOwnProperty.call(message, "expiresInMs") && !$Object.is(message.expiresInMs, 0))
                writer.uint32(33).double(message.expiresInMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        IceServer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.IceServer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.urls && message.urls.length))
                            message.urls = [];
                        message.urls.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.username = value;
                        else
                            delete message.username;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.credential = value;
                        else
                            delete message.credential;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.expiresInMs = value;
                        else
                            delete message.expiresInMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return IceServer;
    })();

    holdfast.PathOffer = (function() {

        const PathOffer = function (properties) {
            this.participants = [];
            this.consumers = [];
            this.iceServers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PathOffer.prototype.path = null;
        PathOffer.prototype.cause = 0;
        PathOffer.prototype.participants = $util.emptyArray;
        PathOffer.prototype.consumers = $util.emptyArray;
        PathOffer.prototype.settled = false;
        PathOffer.prototype.role = 0;
        PathOffer.prototype.keepPrevious = false;
        PathOffer.prototype.iceServers = $util.emptyArray;

        PathOffer.create = function(properties) {
            return new PathOffer(properties);
        };

        PathOffer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.path != null && $Object.hasOwnProperty.call(message, "path"))
                $root.holdfast.Path.encode(message.path, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                writer.uint32(16).int32(message.cause);
            if (message.participants != null && message.participants.length)
                for (let i = 0; i < message.participants.length; ++i)
                    $root.holdfast.Participant.encode(message.participants[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.consumers != null && message.consumers.length)
                for (let i = 0; i < message.consumers.length; ++i)
                    $root.holdfast.Consumer.encode(message.consumers[i], writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.settled != null && $Object.hasOwnProperty.call(message, "settled") && message.settled !== false)
                writer.uint32(40).bool(message.settled);
            if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                writer.uint32(48).int32(message.role);
            if (message.keepPrevious != null && $Object.hasOwnProperty.call(message, "keepPrevious") && message.keepPrevious !== false)
                writer.uint32(56).bool(message.keepPrevious);
            if (message.iceServers != null && message.iceServers.length)
                for (let i = 0; i < message.iceServers.length; ++i)
                    $root.holdfast.IceServer.encode(message.iceServers[i], writer.uint32(66).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PathOffer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PathOffer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.path = $root.holdfast.Path.decode(reader, reader.size(), $undefined, _depth + 1, message.path);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.participants && message.participants.length))
                            message.participants = [];
                        message.participants.push($root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.consumers && message.consumers.length))
                            message.consumers = [];
                        message.consumers.push($root.holdfast.Consumer.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.settled = value;
                        else
                            delete message.settled;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.role = value;
                        else
                            delete message.role;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.keepPrevious = value;
                        else
                            delete message.keepPrevious;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.iceServers && message.iceServers.length))
                            message.iceServers = [];
                        message.iceServers.push($root.holdfast.IceServer.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PathOffer;
    })();

    holdfast.PathSnapshot = (function() {

        const PathSnapshot = function (properties) {
            this.participants = [];
            this.consumers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PathSnapshot.prototype.seq = 0;
        PathSnapshot.prototype.participants = $util.emptyArray;
        PathSnapshot.prototype.consumers = $util.emptyArray;
        PathSnapshot.prototype.settled = false;

        PathSnapshot.create = function(properties) {
            return new PathSnapshot(properties);
        };

        PathSnapshot.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                writer.uint32(8).uint32(message.seq);
            if (message.participants != null && message.participants.length)
                for (let i = 0; i < message.participants.length; ++i)
                    $root.holdfast.Participant.encode(message.participants[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.consumers != null && message.consumers.length)
                for (let i = 0; i < message.consumers.length; ++i)
                    $root.holdfast.Consumer.encode(message.consumers[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.settled != null && $Object.hasOwnProperty.call(message, "settled") && message.settled !== false)
                writer.uint32(32).bool(message.settled);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PathSnapshot.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PathSnapshot();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.seq = value;
                        else
                            delete message.seq;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.participants && message.participants.length))
                            message.participants = [];
                        message.participants.push($root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.consumers && message.consumers.length))
                            message.consumers = [];
                        message.consumers.push($root.holdfast.Consumer.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.settled = value;
                        else
                            delete message.settled;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PathSnapshot;
    })();

    holdfast.Error = (function() {

        const Error = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Error.prototype.code = "";
        Error.prototype.message = "";
        Error.prototype.retryable = false;
        Error.prototype.retryAfterMs = 0;

        Error.create = function(properties) {
            return new Error(properties);
        };

        Error.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(10).string(message.code);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(18).string(message.message);
            if (message.retryable != null && $Object.hasOwnProperty.call(message, "retryable") && message.retryable !== false)
                writer.uint32(24).bool(message.retryable);
            if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && !$Object.is(message.retryAfterMs, 0))
                writer.uint32(33).double(message.retryAfterMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Error.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Error();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.retryable = value;
                        else
                            delete message.retryable;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.retryAfterMs = value;
                        else
                            delete message.retryAfterMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Error;
    })();

    holdfast.ClientFrame = (function() {

        const ClientFrame = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ClientFrame.prototype.request = null;
        ClientFrame.prototype.cancel = null;

        let $oneOfFields;

        $Object.defineProperty(ClientFrame.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["request", "cancel"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        ClientFrame.create = function(properties) {
            return new ClientFrame(properties);
        };

        ClientFrame.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                $root.holdfast.Request.encode(message.request, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel"))
                $root.holdfast.Cancel.encode(message.cancel, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ClientFrame.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ClientFrame();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.request = $root.holdfast.Request.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                        message.kind = "request";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.cancel = $root.holdfast.Cancel.decode(reader, reader.size(), $undefined, _depth + 1, message.cancel);
                        message.kind = "cancel";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ClientFrame;
    })();

    holdfast.ServerFrame = (function() {

        const ServerFrame = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ServerFrame.prototype.reply = null;
        ServerFrame.prototype.event = null;

        let $oneOfFields;

        $Object.defineProperty(ServerFrame.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["reply", "event"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        ServerFrame.create = function(properties) {
            return new ServerFrame(properties);
        };

        ServerFrame.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.reply != null && $Object.hasOwnProperty.call(message, "reply"))
                $root.holdfast.Reply.encode(message.reply, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                $root.holdfast.Event.encode(message.event, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ServerFrame.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ServerFrame();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.reply = $root.holdfast.Reply.decode(reader, reader.size(), $undefined, _depth + 1, message.reply);
                        message.kind = "reply";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.event = $root.holdfast.Event.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
                        message.kind = "event";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ServerFrame;
    })();

    holdfast.Request = (function() {

        const Request = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Request.prototype.id = 0;
        Request.prototype.timeoutMs = 0;
        Request.prototype.join = null;
        Request.prototype.assert = null;
        Request.prototype.publish = null;
        Request.prototype.unpublish = null;
        Request.prototype.setMuted = null;
        Request.prototype.subscribe = null;
        Request.prototype.resumeConsumers = null;
        Request.prototype.reportPath = null;
        Request.prototype.sendData = null;
        Request.prototype.updateSelf = null;
        Request.prototype.moderate = null;
        Request.prototype.ping = null;
        Request.prototype.leave = null;
        Request.prototype.restartIce = null;
        Request.prototype.prepare = null;

        let $oneOfFields;

        $Object.defineProperty(Request.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["join", "assert", "publish", "unpublish", "setMuted", "subscribe", "resumeConsumers", "reportPath", "sendData", "updateSelf", "moderate", "ping", "leave", "restartIce", "prepare"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Request.create = function(properties) {
            return new Request(properties);
        };

        Request.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(8).uint32(message.id);
            if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                writer.uint32(16).uint32(message.timeoutMs);
            if (message.join != null && $Object.hasOwnProperty.call(message, "join"))
                $root.holdfast.Join.encode(message.join, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.assert != null && $Object.hasOwnProperty.call(message, "assert"))
                $root.holdfast.Assert.encode(message.assert, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.publish != null && $Object.hasOwnProperty.call(message, "publish"))
                $root.holdfast.Publish.encode(message.publish, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.unpublish != null && $Object.hasOwnProperty.call(message, "unpublish"))
                $root.holdfast.Unpublish.encode(message.unpublish, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.setMuted != null && $Object.hasOwnProperty.call(message, "setMuted"))
                $root.holdfast.SetMuted.encode(message.setMuted, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
                $root.holdfast.Subscribe.encode(message.subscribe, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.resumeConsumers != null && $Object.hasOwnProperty.call(message, "resumeConsumers"))
                $root.holdfast.ResumeConsumers.encode(message.resumeConsumers, writer.uint32(130).fork(), _depth + 1).ldelim();
            if (message.reportPath != null && $Object.hasOwnProperty.call(message, "reportPath"))
                $root.holdfast.ReportPath.encode(message.reportPath, writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.sendData != null && $Object.hasOwnProperty.call(message, "sendData"))
                $root.holdfast.SendData.encode(message.sendData, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.updateSelf != null && $Object.hasOwnProperty.call(message, "updateSelf"))
                $root.holdfast.UpdateSelf.encode(message.updateSelf, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.moderate != null && $Object.hasOwnProperty.call(message, "moderate"))
                $root.holdfast.Moderate.encode(message.moderate, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                $root.holdfast.Ping.encode(message.ping, writer.uint32(170).fork(), _depth + 1).ldelim();
            if (message.leave != null && $Object.hasOwnProperty.call(message, "leave"))
                $root.holdfast.Leave.encode(message.leave, writer.uint32(178).fork(), _depth + 1).ldelim();
            if (message.restartIce != null && $Object.hasOwnProperty.call(message, "restartIce"))
                $root.holdfast.RestartIce.encode(message.restartIce, writer.uint32(186).fork(), _depth + 1).ldelim();
            if (message.prepare != null && $Object.hasOwnProperty.call(message, "prepare"))
                $root.holdfast.Prepare.encode(message.prepare, writer.uint32(194).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Request.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Request();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.timeoutMs = value;
                        else
                            delete message.timeoutMs;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.join = $root.holdfast.Join.decode(reader, reader.size(), $undefined, _depth + 1, message.join);
                        message.body = "join";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.assert = $root.holdfast.Assert.decode(reader, reader.size(), $undefined, _depth + 1, message.assert);
                        message.body = "assert";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.publish = $root.holdfast.Publish.decode(reader, reader.size(), $undefined, _depth + 1, message.publish);
                        message.body = "publish";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.unpublish = $root.holdfast.Unpublish.decode(reader, reader.size(), $undefined, _depth + 1, message.unpublish);
                        message.body = "unpublish";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.setMuted = $root.holdfast.SetMuted.decode(reader, reader.size(), $undefined, _depth + 1, message.setMuted);
                        message.body = "setMuted";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.subscribe = $root.holdfast.Subscribe.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
                        message.body = "subscribe";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.resumeConsumers = $root.holdfast.ResumeConsumers.decode(reader, reader.size(), $undefined, _depth + 1, message.resumeConsumers);
                        message.body = "resumeConsumers";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.reportPath = $root.holdfast.ReportPath.decode(reader, reader.size(), $undefined, _depth + 1, message.reportPath);
                        message.body = "reportPath";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.sendData = $root.holdfast.SendData.decode(reader, reader.size(), $undefined, _depth + 1, message.sendData);
                        message.body = "sendData";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.updateSelf = $root.holdfast.UpdateSelf.decode(reader, reader.size(), $undefined, _depth + 1, message.updateSelf);
                        message.body = "updateSelf";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.moderate = $root.holdfast.Moderate.decode(reader, reader.size(), $undefined, _depth + 1, message.moderate);
                        message.body = "moderate";
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.ping = $root.holdfast.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                        message.body = "ping";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        message.leave = $root.holdfast.Leave.decode(reader, reader.size(), $undefined, _depth + 1, message.leave);
                        message.body = "leave";
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.restartIce = $root.holdfast.RestartIce.decode(reader, reader.size(), $undefined, _depth + 1, message.restartIce);
                        message.body = "restartIce";
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        message.prepare = $root.holdfast.Prepare.decode(reader, reader.size(), $undefined, _depth + 1, message.prepare);
                        message.body = "prepare";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Request;
    })();

    holdfast.Cancel = (function() {

        const Cancel = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Cancel.prototype.id = 0;

        Cancel.create = function(properties) {
            return new Cancel(properties);
        };

        Cancel.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(8).uint32(message.id);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Cancel.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Cancel();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Cancel;
    })();

    holdfast.Join = (function() {

        const Join = function (properties) {
            this.fingerprints = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Join.prototype.token = "";
        Join.prototype.client = "";
        Join.prototype.mediaProfile = "";
        Join.prototype.rtpCapabilities = $util.newBuffer([]);
        Join.prototype.fingerprints = $util.emptyArray;
        Join.prototype.autoSubscribe = false;
        Join.prototype.cause = 0;
        Join.prototype.redundancy = 0;
        Join.prototype.resume = null;
        Join.prototype.traceparent = "";

        Join.create = function(properties) {
            return new Join(properties);
        };

        Join.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(10).string(message.token);
            if (message.client != null && $Object.hasOwnProperty.call(message, "client") && message.client !== "")
                writer.uint32(18).string(message.client);
            if (message.mediaProfile != null && $Object.hasOwnProperty.call(message, "mediaProfile") && message.mediaProfile !== "")
                writer.uint32(26).string(message.mediaProfile);
            if (message.rtpCapabilities != null && $Object.hasOwnProperty.call(message, "rtpCapabilities") && message.rtpCapabilities.length)
                writer.uint32(34).bytes(message.rtpCapabilities);
            if (message.fingerprints != null && message.fingerprints.length)
                for (let i = 0; i < message.fingerprints.length; ++i)
                    $root.holdfast.DtlsFingerprint.encode(message.fingerprints[i], writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.autoSubscribe != null && $Object.hasOwnProperty.call(message, "autoSubscribe") && message.autoSubscribe !== false)
                writer.uint32(48).bool(message.autoSubscribe);
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                writer.uint32(56).int32(message.cause);
            if (message.redundancy != null && $Object.hasOwnProperty.call(message, "redundancy") && message.redundancy !== 0)
                writer.uint32(64).int32(message.redundancy);
            if (message.resume != null && $Object.hasOwnProperty.call(message, "resume"))
                $root.holdfast.Resume.encode(message.resume, writer.uint32(74).fork(), _depth + 1).ldelim();
            if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent") && message.traceparent !== "")
                writer.uint32(82).string(message.traceparent);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Join.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Join();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.client = value;
                        else
                            delete message.client;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mediaProfile = value;
                        else
                            delete message.mediaProfile;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.rtpCapabilities = value;
                        else
                            delete message.rtpCapabilities;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.fingerprints && message.fingerprints.length))
                            message.fingerprints = [];
                        message.fingerprints.push($root.holdfast.DtlsFingerprint.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.autoSubscribe = value;
                        else
                            delete message.autoSubscribe;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.redundancy = value;
                        else
                            delete message.redundancy;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.resume = $root.holdfast.Resume.decode(reader, reader.size(), $undefined, _depth + 1, message.resume);
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.traceparent = value;
                        else
                            delete message.traceparent;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Join;
    })();

    holdfast.Resume = (function() {

        const Resume = function (properties) {
            this.paths = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Resume.prototype.sessionId = "";
        Resume.prototype.paths = $util.emptyArray;
        Resume.prototype.seat = $util.newBuffer([]);
        Resume.prototype.joinedAtMs = 0;

        Resume.create = function(properties) {
            return new Resume(properties);
        };

        Resume.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(10).string(message.sessionId);
            if (message.paths != null && message.paths.length)
                for (let i = 0; i < message.paths.length; ++i)
                    $root.holdfast.PathPosition.encode(message.paths[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.seat != null && $Object.hasOwnProperty.call(message, "seat") && message.seat.length)
                writer.uint32(26).bytes(message.seat);
            if (message.joinedAtMs != null && $Object.hasOwnProperty.call(message, "joinedAtMs") && !$Object.is(message.joinedAtMs, 0))
                writer.uint32(33).double(message.joinedAtMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Resume.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Resume();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.paths && message.paths.length))
                            message.paths = [];
                        message.paths.push($root.holdfast.PathPosition.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seat = value;
                        else
                            delete message.seat;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.joinedAtMs = value;
                        else
                            delete message.joinedAtMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Resume;
    })();

    holdfast.PathPosition = (function() {

        const PathPosition = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PathPosition.prototype.pathId = "";
        PathPosition.prototype.nodeId = "";
        PathPosition.prototype.epoch = 0;
        PathPosition.prototype.lastSeq = 0;
        PathPosition.prototype.role = 0;

        PathPosition.create = function(properties) {
            return new PathPosition(properties);
        };

        PathPosition.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== "")
                writer.uint32(18).string(message.nodeId);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(24).uint32(message.epoch);
            if (message.lastSeq != null && $Object.hasOwnProperty.call(message, "lastSeq") && message.lastSeq !== 0)
                writer.uint32(32).uint32(message.lastSeq);
            if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                writer.uint32(40).int32(message.role);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PathPosition.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PathPosition();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.nodeId = value;
                        else
                            delete message.nodeId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.lastSeq = value;
                        else
                            delete message.lastSeq;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.role = value;
                        else
                            delete message.role;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PathPosition;
    })();

    holdfast.Assert = (function() {

        const Assert = function (properties) {
            this.tracks = [];
            this.subscriptions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Assert.prototype.pathId = "";
        Assert.prototype.tracks = $util.emptyArray;
        Assert.prototype.subscriptions = $util.emptyArray;

        Assert.create = function(properties) {
            return new Assert(properties);
        };

        Assert.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.tracks != null && message.tracks.length)
                for (let i = 0; i < message.tracks.length; ++i)
                    $root.holdfast.TrackOffer.encode(message.tracks[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.subscriptions != null && message.subscriptions.length)
                for (let i = 0; i < message.subscriptions.length; ++i)
                    $root.holdfast.Subscription.encode(message.subscriptions[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Assert.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Assert();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tracks && message.tracks.length))
                            message.tracks = [];
                        message.tracks.push($root.holdfast.TrackOffer.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.subscriptions && message.subscriptions.length))
                            message.subscriptions = [];
                        message.subscriptions.push($root.holdfast.Subscription.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Assert;
    })();

    holdfast.Prepare = (function() {

        const Prepare = function (properties) {
            this.tracks = [];
            this.subscriptions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Prepare.prototype.tracks = $util.emptyArray;
        Prepare.prototype.subscriptions = $util.emptyArray;

        Prepare.create = function(properties) {
            return new Prepare(properties);
        };

        Prepare.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tracks != null && message.tracks.length)
                for (let i = 0; i < message.tracks.length; ++i)
                    $root.holdfast.TrackOffer.encode(message.tracks[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.subscriptions != null && message.subscriptions.length)
                for (let i = 0; i < message.subscriptions.length; ++i)
                    $root.holdfast.Subscription.encode(message.subscriptions[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Prepare.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Prepare();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tracks && message.tracks.length))
                            message.tracks = [];
                        message.tracks.push($root.holdfast.TrackOffer.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.subscriptions && message.subscriptions.length))
                            message.subscriptions = [];
                        message.subscriptions.push($root.holdfast.Subscription.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Prepare;
    })();

    holdfast.Publish = (function() {

        const Publish = function (properties) {
            this.tracks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Publish.prototype.pathId = "";
        Publish.prototype.tracks = $util.emptyArray;

        Publish.create = function(properties) {
            return new Publish(properties);
        };

        Publish.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.tracks != null && message.tracks.length)
                for (let i = 0; i < message.tracks.length; ++i)
                    $root.holdfast.TrackOffer.encode(message.tracks[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Publish.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Publish();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tracks && message.tracks.length))
                            message.tracks = [];
                        message.tracks.push($root.holdfast.TrackOffer.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Publish;
    })();

    holdfast.Unpublish = (function() {

        const Unpublish = function (properties) {
            this.trackIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Unpublish.prototype.trackIds = $util.emptyArray;

        Unpublish.create = function(properties) {
            return new Unpublish(properties);
        };

        Unpublish.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.trackIds != null && message.trackIds.length)
                for (let i = 0; i < message.trackIds.length; ++i)
                    writer.uint32(10).string(message.trackIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Unpublish.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Unpublish();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.trackIds && message.trackIds.length))
                            message.trackIds = [];
                        message.trackIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Unpublish;
    })();

    holdfast.SetMuted = (function() {

        const SetMuted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetMuted.prototype.trackId = "";
        SetMuted.prototype.muted = false;
        SetMuted.prototype.revision = 0;

        SetMuted.create = function(properties) {
            return new SetMuted(properties);
        };

        SetMuted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.trackId != null && $Object.hasOwnProperty.call(message, "trackId") && message.trackId !== "")
                writer.uint32(10).string(message.trackId);
            if (message.muted != null && $Object.hasOwnProperty.call(message, "muted") && message.muted !== false)
                writer.uint32(16).bool(message.muted);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && message.revision !== 0)
                writer.uint32(24).uint32(message.revision);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetMuted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SetMuted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.trackId = value;
                        else
                            delete message.trackId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.muted = value;
                        else
                            delete message.muted;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.revision = value;
                        else
                            delete message.revision;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetMuted;
    })();

    holdfast.Subscribe = (function() {

        const Subscribe = function (properties) {
            this.subscriptions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Subscribe.prototype.subscriptions = $util.emptyArray;

        Subscribe.create = function(properties) {
            return new Subscribe(properties);
        };

        Subscribe.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.subscriptions != null && message.subscriptions.length)
                for (let i = 0; i < message.subscriptions.length; ++i)
                    $root.holdfast.Subscription.encode(message.subscriptions[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Subscribe.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Subscribe();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.subscriptions && message.subscriptions.length))
                            message.subscriptions = [];
                        message.subscriptions.push($root.holdfast.Subscription.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Subscribe;
    })();

    holdfast.ResumeConsumers = (function() {

        const ResumeConsumers = function (properties) {
            this.consumerIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ResumeConsumers.prototype.pathId = "";
        ResumeConsumers.prototype.consumerIds = $util.emptyArray;

        ResumeConsumers.create = function(properties) {
            return new ResumeConsumers(properties);
        };

        ResumeConsumers.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.consumerIds != null && message.consumerIds.length)
                for (let i = 0; i < message.consumerIds.length; ++i)
                    writer.uint32(18).string(message.consumerIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ResumeConsumers.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ResumeConsumers();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.consumerIds && message.consumerIds.length))
                            message.consumerIds = [];
                        message.consumerIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResumeConsumers;
    })();

    holdfast.ReportPath = (function() {

        const ReportPath = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReportPath.prototype.pathId = "";
        ReportPath.prototype.state = 0;
        ReportPath.prototype.gapMs = 0;
        ReportPath.prototype.cause = 0;
        ReportPath.prototype.media = null;

        ReportPath.create = function(properties) {
            return new ReportPath(properties);
        };

        ReportPath.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(16).int32(message.state);
            if (message.gapMs != null && $Object.hasOwnProperty.call(message, "gapMs") && !$Object.is(message.gapMs, 0))
                writer.uint32(25).double(message.gapMs);
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                writer.uint32(32).int32(message.cause);
            if (message.media != null && $Object.hasOwnProperty.call(message, "media"))
                $root.holdfast.PathMedia.encode(message.media, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReportPath.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ReportPath();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.gapMs = value;
                        else
                            delete message.gapMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.media = $root.holdfast.PathMedia.decode(reader, reader.size(), $undefined, _depth + 1, message.media);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        ReportPath.State = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "STATE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "CONNECTED"] = 1;
            values[valuesById[2] = "FAILED"] = 2;
            values[valuesById[3] = "RECOVERED"] = 3;
            values[valuesById[4] = "PROMOTED"] = 4;
            values[valuesById[8] = "MEDIA"] = 8;
            return values;
        })();

        return ReportPath;
    })();

    holdfast.PathMedia = (function() {

        const PathMedia = function (properties) {
            this.origins = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PathMedia.prototype.silentMs = 0;
        PathMedia.prototype.dueMs = 0;
        PathMedia.prototype.origins = $util.emptyArray;

        PathMedia.create = function(properties) {
            return new PathMedia(properties);
        };

        PathMedia.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.silentMs != null && $Object.hasOwnProperty.call(message, "silentMs") && !$Object.is(message.silentMs, 0))
                writer.uint32(9).double(message.silentMs);
            if (message.dueMs != null && $Object.hasOwnProperty.call(message, "dueMs") && !$Object.is(message.dueMs, 0))
                writer.uint32(17).double(message.dueMs);
            if (message.origins != null && message.origins.length)
                for (let i = 0; i < message.origins.length; ++i)
                    $root.holdfast.OriginMedia.encode(message.origins[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PathMedia.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PathMedia();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.silentMs = value;
                        else
                            delete message.silentMs;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.dueMs = value;
                        else
                            delete message.dueMs;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.origins && message.origins.length))
                            message.origins = [];
                        message.origins.push($root.holdfast.OriginMedia.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PathMedia;
    })();

    holdfast.OriginMedia = (function() {

        const OriginMedia = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        OriginMedia.prototype.participantId = "";
        OriginMedia.prototype.trackId = "";
        OriginMedia.prototype.silentMs = 0;
        OriginMedia.prototype.dueMs = 0;

        OriginMedia.create = function(properties) {
            return new OriginMedia(properties);
        };

        OriginMedia.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.trackId != null && $Object.hasOwnProperty.call(message, "trackId") && message.trackId !== "")
                writer.uint32(18).string(message.trackId);
            if (message.silentMs != null && $Object.hasOwnProperty.call(message, "silentMs") && !$Object.is(message.silentMs, 0))
                writer.uint32(25).double(message.silentMs);
            if (message.dueMs != null && $Object.hasOwnProperty.call(message, "dueMs") && !$Object.is(message.dueMs, 0))
                writer.uint32(33).double(message.dueMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        OriginMedia.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.OriginMedia();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.trackId = value;
                        else
                            delete message.trackId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.silentMs = value;
                        else
                            delete message.silentMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.dueMs = value;
                        else
                            delete message.dueMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OriginMedia;
    })();

    holdfast.RestartIce = (function() {

        const RestartIce = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestartIce.prototype.pathId = "";

        RestartIce.create = function(properties) {
            return new RestartIce(properties);
        };

        RestartIce.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestartIce.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RestartIce();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestartIce;
    })();

    holdfast.SendData = (function() {

        const SendData = function (properties) {
            this.to = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SendData.prototype.payload = $util.newBuffer([]);
        SendData.prototype.topic = "";
        SendData.prototype.to = $util.emptyArray;

        SendData.create = function(properties) {
            return new SendData(properties);
        };

        SendData.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                writer.uint32(10).bytes(message.payload);
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(18).string(message.topic);
            if (message.to != null && message.to.length)
                for (let i = 0; i < message.to.length; ++i)
                    writer.uint32(26).string(message.to[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SendData.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SendData();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payload = value;
                        else
                            delete message.payload;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.to && message.to.length))
                            message.to = [];
                        message.to.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SendData;
    })();

    holdfast.UpdateSelf = (function() {

        const UpdateSelf = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        UpdateSelf.prototype.name = "";
        UpdateSelf.prototype.metadata = "";

        UpdateSelf.create = function(properties) {
            return new UpdateSelf(properties);
        };

        UpdateSelf.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata") && message.metadata !== "")
                writer.uint32(18).string(message.metadata);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        UpdateSelf.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.UpdateSelf();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.metadata = value;
                        else
                            delete message.metadata;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return UpdateSelf;
    })();

    holdfast.Moderate = (function() {

        const Moderate = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Moderate.prototype.participantId = "";
        Moderate.prototype.muteTrackId = null;
        Moderate.prototype.remove = null;

        let $oneOfFields;

        $Object.defineProperty(Moderate.prototype, "action", {
            get: $util.oneOfGetter($oneOfFields = ["muteTrackId", "remove"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Moderate.create = function(properties) {
            return new Moderate(properties);
        };

        Moderate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.muteTrackId != null && $Object.hasOwnProperty.call(message, "muteTrackId"))
                writer.uint32(18).string(message.muteTrackId);
            if (message.remove != null && $Object.hasOwnProperty.call(message, "remove"))
                writer.uint32(24).bool(message.remove);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Moderate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Moderate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.muteTrackId = reader.stringVerify();
                        message.action = "muteTrackId";
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        message.remove = reader.bool();
                        message.action = "remove";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Moderate;
    })();

    holdfast.Ping = (function() {

        const Ping = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Ping.prototype.sentAtMs = 0;

        Ping.create = function(properties) {
            return new Ping(properties);
        };

        Ping.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sentAtMs != null && $Object.hasOwnProperty.call(message, "sentAtMs") && !$Object.is(message.sentAtMs, 0))
                writer.uint32(9).double(message.sentAtMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Ping.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Ping();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.sentAtMs = value;
                        else
                            delete message.sentAtMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Ping;
    })();

    holdfast.Leave = (function() {

        const Leave = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Leave.create = function(properties) {
            return new Leave(properties);
        };

        Leave.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Leave.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Leave();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Leave;
    })();

    holdfast.Reply = (function() {

        const Reply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Reply.prototype.id = 0;
        Reply.prototype.error = null;
        Reply.prototype.join = null;
        Reply.prototype.assert = null;
        Reply.prototype.publish = null;
        Reply.prototype.unpublish = null;
        Reply.prototype.setMuted = null;
        Reply.prototype.subscribe = null;
        Reply.prototype.resumeConsumers = null;
        Reply.prototype.reportPath = null;
        Reply.prototype.sendData = null;
        Reply.prototype.updateSelf = null;
        Reply.prototype.moderate = null;
        Reply.prototype.ping = null;
        Reply.prototype.leave = null;
        Reply.prototype.restartIce = null;
        Reply.prototype.prepare = null;

        let $oneOfFields;

        $Object.defineProperty(Reply.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["error", "join", "assert", "publish", "unpublish", "setMuted", "subscribe", "resumeConsumers", "reportPath", "sendData", "updateSelf", "moderate", "ping", "leave", "restartIce", "prepare"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Reply.create = function(properties) {
            return new Reply(properties);
        };

        Reply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(8).uint32(message.id);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                $root.holdfast.Error.encode(message.error, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.join != null && $Object.hasOwnProperty.call(message, "join"))
                $root.holdfast.JoinReply.encode(message.join, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.assert != null && $Object.hasOwnProperty.call(message, "assert"))
                $root.holdfast.AssertReply.encode(message.assert, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.publish != null && $Object.hasOwnProperty.call(message, "publish"))
                $root.holdfast.PublishReply.encode(message.publish, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.unpublish != null && $Object.hasOwnProperty.call(message, "unpublish"))
                $root.holdfast.UnpublishReply.encode(message.unpublish, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.setMuted != null && $Object.hasOwnProperty.call(message, "setMuted"))
                $root.holdfast.SetMutedReply.encode(message.setMuted, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
                $root.holdfast.SubscribeReply.encode(message.subscribe, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.resumeConsumers != null && $Object.hasOwnProperty.call(message, "resumeConsumers"))
                $root.holdfast.ResumeConsumersReply.encode(message.resumeConsumers, writer.uint32(130).fork(), _depth + 1).ldelim();
            if (message.reportPath != null && $Object.hasOwnProperty.call(message, "reportPath"))
                $root.holdfast.ReportPathReply.encode(message.reportPath, writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.sendData != null && $Object.hasOwnProperty.call(message, "sendData"))
                $root.holdfast.SendDataReply.encode(message.sendData, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.updateSelf != null && $Object.hasOwnProperty.call(message, "updateSelf"))
                $root.holdfast.UpdateSelfReply.encode(message.updateSelf, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.moderate != null && $Object.hasOwnProperty.call(message, "moderate"))
                $root.holdfast.ModerateReply.encode(message.moderate, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                $root.holdfast.PingReply.encode(message.ping, writer.uint32(170).fork(), _depth + 1).ldelim();
            if (message.leave != null && $Object.hasOwnProperty.call(message, "leave"))
                $root.holdfast.LeaveReply.encode(message.leave, writer.uint32(178).fork(), _depth + 1).ldelim();
            if (message.restartIce != null && $Object.hasOwnProperty.call(message, "restartIce"))
                $root.holdfast.RestartIceReply.encode(message.restartIce, writer.uint32(186).fork(), _depth + 1).ldelim();
            if (message.prepare != null && $Object.hasOwnProperty.call(message, "prepare"))
                $root.holdfast.PrepareReply.encode(message.prepare, writer.uint32(194).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Reply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Reply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.error = $root.holdfast.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                        message.body = "error";
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.join = $root.holdfast.JoinReply.decode(reader, reader.size(), $undefined, _depth + 1, message.join);
                        message.body = "join";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.assert = $root.holdfast.AssertReply.decode(reader, reader.size(), $undefined, _depth + 1, message.assert);
                        message.body = "assert";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.publish = $root.holdfast.PublishReply.decode(reader, reader.size(), $undefined, _depth + 1, message.publish);
                        message.body = "publish";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.unpublish = $root.holdfast.UnpublishReply.decode(reader, reader.size(), $undefined, _depth + 1, message.unpublish);
                        message.body = "unpublish";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.setMuted = $root.holdfast.SetMutedReply.decode(reader, reader.size(), $undefined, _depth + 1, message.setMuted);
                        message.body = "setMuted";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.subscribe = $root.holdfast.SubscribeReply.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
                        message.body = "subscribe";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.resumeConsumers = $root.holdfast.ResumeConsumersReply.decode(reader, reader.size(), $undefined, _depth + 1, message.resumeConsumers);
                        message.body = "resumeConsumers";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.reportPath = $root.holdfast.ReportPathReply.decode(reader, reader.size(), $undefined, _depth + 1, message.reportPath);
                        message.body = "reportPath";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.sendData = $root.holdfast.SendDataReply.decode(reader, reader.size(), $undefined, _depth + 1, message.sendData);
                        message.body = "sendData";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.updateSelf = $root.holdfast.UpdateSelfReply.decode(reader, reader.size(), $undefined, _depth + 1, message.updateSelf);
                        message.body = "updateSelf";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.moderate = $root.holdfast.ModerateReply.decode(reader, reader.size(), $undefined, _depth + 1, message.moderate);
                        message.body = "moderate";
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.ping = $root.holdfast.PingReply.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                        message.body = "ping";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        message.leave = $root.holdfast.LeaveReply.decode(reader, reader.size(), $undefined, _depth + 1, message.leave);
                        message.body = "leave";
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.restartIce = $root.holdfast.RestartIceReply.decode(reader, reader.size(), $undefined, _depth + 1, message.restartIce);
                        message.body = "restartIce";
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        message.prepare = $root.holdfast.PrepareReply.decode(reader, reader.size(), $undefined, _depth + 1, message.prepare);
                        message.body = "prepare";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Reply;
    })();

    holdfast.JoinReply = (function() {

        const JoinReply = function (properties) {
            this.paths = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        JoinReply.prototype.sessionId = "";
        JoinReply.prototype.room = "";
        JoinReply.prototype.self = null;
        JoinReply.prototype.offer = null;
        JoinReply.prototype.pingIntervalMs = 0;
        JoinReply.prototype.routerRtpCapabilities = null;
        JoinReply.prototype.mediaProfile = "";
        JoinReply.prototype.resumed = false;
        JoinReply.prototype.paths = $util.emptyArray;
        JoinReply.prototype.redundancy = 0;
        JoinReply.prototype.seat = $util.newBuffer([]);

        JoinReply.create = function(properties) {
            return new JoinReply(properties);
        };

        JoinReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                writer.uint32(10).string(message.sessionId);
            if (message.room != null && $Object.hasOwnProperty.call(message, "room") && message.room !== "")
                writer.uint32(18).string(message.room);
            if (message.self != null && $Object.hasOwnProperty.call(message, "self"))
                $root.holdfast.Participant.encode(message.self, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.offer != null && $Object.hasOwnProperty.call(message, "offer"))
                $root.holdfast.PathOffer.encode(message.offer, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.pingIntervalMs != null && $Object.hasOwnProperty.call(message, "pingIntervalMs") && !$Object.is(message.pingIntervalMs, 0))
                writer.uint32(41).double(message.pingIntervalMs);
            if (message.routerRtpCapabilities != null && $Object.hasOwnProperty.call(message, "routerRtpCapabilities"))
                $root.holdfast.RtpCapabilities.encode(message.routerRtpCapabilities, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.mediaProfile != null && $Object.hasOwnProperty.call(message, "mediaProfile") && message.mediaProfile !== "")
                writer.uint32(58).string(message.mediaProfile);
            if (message.resumed != null && $Object.hasOwnProperty.call(message, "resumed") && message.resumed !== false)
                writer.uint32(64).bool(message.resumed);
            if (message.paths != null && message.paths.length)
                for (let i = 0; i < message.paths.length; ++i)
                    $root.holdfast.ResumedPath.encode(message.paths[i], writer.uint32(74).fork(), _depth + 1).ldelim();
            if (message.redundancy != null && $Object.hasOwnProperty.call(message, "redundancy") && message.redundancy !== 0)
                writer.uint32(80).int32(message.redundancy);
            if (message.seat != null && $Object.hasOwnProperty.call(message, "seat") && message.seat.length)
                writer.uint32(90).bytes(message.seat);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        JoinReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.JoinReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.room = value;
                        else
                            delete message.room;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.self = $root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1, message.self);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.offer = $root.holdfast.PathOffer.decode(reader, reader.size(), $undefined, _depth + 1, message.offer);
                        continue;
                    }
                case 5: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.pingIntervalMs = value;
                        else
                            delete message.pingIntervalMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.routerRtpCapabilities = $root.holdfast.RtpCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.routerRtpCapabilities);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mediaProfile = value;
                        else
                            delete message.mediaProfile;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.resumed = value;
                        else
                            delete message.resumed;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if (!(message.paths && message.paths.length))
                            message.paths = [];
                        message.paths.push($root.holdfast.ResumedPath.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.redundancy = value;
                        else
                            delete message.redundancy;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seat = value;
                        else
                            delete message.seat;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return JoinReply;
    })();

    holdfast.ResumedPath = (function() {

        const ResumedPath = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ResumedPath.prototype.pathId = "";
        ResumedPath.prototype.role = 0;
        ResumedPath.prototype.snapshot = null;
        ResumedPath.prototype.epoch = 0;

        ResumedPath.create = function(properties) {
            return new ResumedPath(properties);
        };

        ResumedPath.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                writer.uint32(16).int32(message.role);
            if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                $root.holdfast.PathSnapshot.encode(message.snapshot, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(32).uint32(message.epoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ResumedPath.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ResumedPath();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.role = value;
                        else
                            delete message.role;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.snapshot = $root.holdfast.PathSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResumedPath;
    })();

    holdfast.AssertReply = (function() {

        const AssertReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AssertReply.create = function(properties) {
            return new AssertReply(properties);
        };

        AssertReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AssertReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.AssertReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AssertReply;
    })();

    holdfast.PrepareReply = (function() {

        const PrepareReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PrepareReply.create = function(properties) {
            return new PrepareReply(properties);
        };

        PrepareReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PrepareReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PrepareReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PrepareReply;
    })();

    holdfast.PublishReply = (function() {

        const PublishReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PublishReply.create = function(properties) {
            return new PublishReply(properties);
        };

        PublishReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PublishReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PublishReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PublishReply;
    })();

    holdfast.UnpublishReply = (function() {

        const UnpublishReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        UnpublishReply.create = function(properties) {
            return new UnpublishReply(properties);
        };

        UnpublishReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        UnpublishReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.UnpublishReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return UnpublishReply;
    })();

    holdfast.SetMutedReply = (function() {

        const SetMutedReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetMutedReply.create = function(properties) {
            return new SetMutedReply(properties);
        };

        SetMutedReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetMutedReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SetMutedReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetMutedReply;
    })();

    holdfast.SubscribeReply = (function() {

        const SubscribeReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SubscribeReply.create = function(properties) {
            return new SubscribeReply(properties);
        };

        SubscribeReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SubscribeReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SubscribeReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SubscribeReply;
    })();

    holdfast.ResumeConsumersReply = (function() {

        const ResumeConsumersReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ResumeConsumersReply.create = function(properties) {
            return new ResumeConsumersReply(properties);
        };

        ResumeConsumersReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ResumeConsumersReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ResumeConsumersReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResumeConsumersReply;
    })();

    holdfast.ReportPathReply = (function() {

        const ReportPathReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReportPathReply.create = function(properties) {
            return new ReportPathReply(properties);
        };

        ReportPathReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReportPathReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ReportPathReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReportPathReply;
    })();

    holdfast.SendDataReply = (function() {

        const SendDataReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SendDataReply.create = function(properties) {
            return new SendDataReply(properties);
        };

        SendDataReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SendDataReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SendDataReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SendDataReply;
    })();

    holdfast.UpdateSelfReply = (function() {

        const UpdateSelfReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        UpdateSelfReply.create = function(properties) {
            return new UpdateSelfReply(properties);
        };

        UpdateSelfReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        UpdateSelfReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.UpdateSelfReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return UpdateSelfReply;
    })();

    holdfast.ModerateReply = (function() {

        const ModerateReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ModerateReply.create = function(properties) {
            return new ModerateReply(properties);
        };

        ModerateReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ModerateReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ModerateReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ModerateReply;
    })();

    holdfast.PingReply = (function() {

        const PingReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PingReply.prototype.sentAtMs = 0;
        PingReply.prototype.serverAtMs = 0;

        PingReply.create = function(properties) {
            return new PingReply(properties);
        };

        PingReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sentAtMs != null && $Object.hasOwnProperty.call(message, "sentAtMs") && !$Object.is(message.sentAtMs, 0))
                writer.uint32(9).double(message.sentAtMs);
            if (message.serverAtMs != null && $Object.hasOwnProperty.call(message, "serverAtMs") && !$Object.is(message.serverAtMs, 0))
                writer.uint32(17).double(message.serverAtMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PingReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PingReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.sentAtMs = value;
                        else
                            delete message.sentAtMs;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.serverAtMs = value;
                        else
                            delete message.serverAtMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PingReply;
    })();

    holdfast.LeaveReply = (function() {

        const LeaveReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        LeaveReply.create = function(properties) {
            return new LeaveReply(properties);
        };

        LeaveReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        LeaveReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.LeaveReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LeaveReply;
    })();

    holdfast.RestartIceReply = (function() {

        const RestartIceReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestartIceReply.prototype.send = null;
        RestartIceReply.prototype.recv = null;

        RestartIceReply.create = function(properties) {
            return new RestartIceReply(properties);
        };

        RestartIceReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.send != null && $Object.hasOwnProperty.call(message, "send"))
                $root.holdfast.IceParameters.encode(message.send, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.recv != null && $Object.hasOwnProperty.call(message, "recv"))
                $root.holdfast.IceParameters.encode(message.recv, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestartIceReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RestartIceReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.send = $root.holdfast.IceParameters.decode(reader, reader.size(), $undefined, _depth + 1, message.send);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.recv = $root.holdfast.IceParameters.decode(reader, reader.size(), $undefined, _depth + 1, message.recv);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestartIceReply;
    })();

    holdfast.Event = (function() {

        const Event = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Event.prototype.seq = 0;
        Event.prototype.pathId = "";
        Event.prototype.pathOffered = null;
        Event.prototype.recovering = null;
        Event.prototype.consumersAdded = null;
        Event.prototype.consumersRemoved = null;
        Event.prototype.participantJoined = null;
        Event.prototype.participantUpdated = null;
        Event.prototype.participantLeft = null;
        Event.prototype.tracksPublished = null;
        Event.prototype.tracksUnpublished = null;
        Event.prototype.trackMuted = null;
        Event.prototype.speakersChanged = null;
        Event.prototype.roomSettled = null;
        Event.prototype.dataReceived = null;
        Event.prototype.sessionClosed = null;
        Event.prototype.pathPromoted = null;
        Event.prototype.pathClosed = null;
        Event.prototype.probePath = null;
        Event.prototype.receiversReady = null;

        let $oneOfFields;

        $Object.defineProperty(Event.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["pathOffered", "recovering", "consumersAdded", "consumersRemoved", "participantJoined", "participantUpdated", "participantLeft", "tracksPublished", "tracksUnpublished", "trackMuted", "speakersChanged", "roomSettled", "dataReceived", "sessionClosed", "pathPromoted", "pathClosed", "probePath", "receiversReady"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Event.create = function(properties) {
            return new Event(properties);
        };

        Event.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                writer.uint32(8).uint32(message.seq);
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(18).string(message.pathId);
            if (message.pathOffered != null && $Object.hasOwnProperty.call(message, "pathOffered"))
                $root.holdfast.PathOffer.encode(message.pathOffered, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.recovering != null && $Object.hasOwnProperty.call(message, "recovering"))
                $root.holdfast.Recovering.encode(message.recovering, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.consumersAdded != null && $Object.hasOwnProperty.call(message, "consumersAdded"))
                $root.holdfast.ConsumersAdded.encode(message.consumersAdded, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.consumersRemoved != null && $Object.hasOwnProperty.call(message, "consumersRemoved"))
                $root.holdfast.ConsumersRemoved.encode(message.consumersRemoved, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.participantJoined != null && $Object.hasOwnProperty.call(message, "participantJoined"))
                $root.holdfast.ParticipantJoined.encode(message.participantJoined, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.participantUpdated != null && $Object.hasOwnProperty.call(message, "participantUpdated"))
                $root.holdfast.ParticipantUpdated.encode(message.participantUpdated, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.participantLeft != null && $Object.hasOwnProperty.call(message, "participantLeft"))
                $root.holdfast.ParticipantLeft.encode(message.participantLeft, writer.uint32(130).fork(), _depth + 1).ldelim();
            if (message.tracksPublished != null && $Object.hasOwnProperty.call(message, "tracksPublished"))
                $root.holdfast.TracksPublished.encode(message.tracksPublished, writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.tracksUnpublished != null && $Object.hasOwnProperty.call(message, "tracksUnpublished"))
                $root.holdfast.TracksUnpublished.encode(message.tracksUnpublished, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.trackMuted != null && $Object.hasOwnProperty.call(message, "trackMuted"))
                $root.holdfast.TrackMuted.encode(message.trackMuted, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.speakersChanged != null && $Object.hasOwnProperty.call(message, "speakersChanged"))
                $root.holdfast.SpeakersChanged.encode(message.speakersChanged, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.roomSettled != null && $Object.hasOwnProperty.call(message, "roomSettled"))
                $root.holdfast.RoomSettled.encode(message.roomSettled, writer.uint32(170).fork(), _depth + 1).ldelim();
            if (message.dataReceived != null && $Object.hasOwnProperty.call(message, "dataReceived"))
                $root.holdfast.DataReceived.encode(message.dataReceived, writer.uint32(178).fork(), _depth + 1).ldelim();
            if (message.sessionClosed != null && $Object.hasOwnProperty.call(message, "sessionClosed"))
                $root.holdfast.SessionClosed.encode(message.sessionClosed, writer.uint32(186).fork(), _depth + 1).ldelim();
            if (message.pathPromoted != null && $Object.hasOwnProperty.call(message, "pathPromoted"))
                $root.holdfast.PathPromoted.encode(message.pathPromoted, writer.uint32(194).fork(), _depth + 1).ldelim();
            if (message.pathClosed != null && $Object.hasOwnProperty.call(message, "pathClosed"))
                $root.holdfast.PathClosed.encode(message.pathClosed, writer.uint32(202).fork(), _depth + 1).ldelim();
            if (message.probePath != null && $Object.hasOwnProperty.call(message, "probePath"))
                $root.holdfast.ProbePath.encode(message.probePath, writer.uint32(210).fork(), _depth + 1).ldelim();
            if (message.receiversReady != null && $Object.hasOwnProperty.call(message, "receiversReady"))
                $root.holdfast.ReceiversReady.encode(message.receiversReady, writer.uint32(218).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Event.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Event();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.seq = value;
                        else
                            delete message.seq;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.pathOffered = $root.holdfast.PathOffer.decode(reader, reader.size(), $undefined, _depth + 1, message.pathOffered);
                        message.body = "pathOffered";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.recovering = $root.holdfast.Recovering.decode(reader, reader.size(), $undefined, _depth + 1, message.recovering);
                        message.body = "recovering";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.consumersAdded = $root.holdfast.ConsumersAdded.decode(reader, reader.size(), $undefined, _depth + 1, message.consumersAdded);
                        message.body = "consumersAdded";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.consumersRemoved = $root.holdfast.ConsumersRemoved.decode(reader, reader.size(), $undefined, _depth + 1, message.consumersRemoved);
                        message.body = "consumersRemoved";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.participantJoined = $root.holdfast.ParticipantJoined.decode(reader, reader.size(), $undefined, _depth + 1, message.participantJoined);
                        message.body = "participantJoined";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.participantUpdated = $root.holdfast.ParticipantUpdated.decode(reader, reader.size(), $undefined, _depth + 1, message.participantUpdated);
                        message.body = "participantUpdated";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.participantLeft = $root.holdfast.ParticipantLeft.decode(reader, reader.size(), $undefined, _depth + 1, message.participantLeft);
                        message.body = "participantLeft";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.tracksPublished = $root.holdfast.TracksPublished.decode(reader, reader.size(), $undefined, _depth + 1, message.tracksPublished);
                        message.body = "tracksPublished";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.tracksUnpublished = $root.holdfast.TracksUnpublished.decode(reader, reader.size(), $undefined, _depth + 1, message.tracksUnpublished);
                        message.body = "tracksUnpublished";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.trackMuted = $root.holdfast.TrackMuted.decode(reader, reader.size(), $undefined, _depth + 1, message.trackMuted);
                        message.body = "trackMuted";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.speakersChanged = $root.holdfast.SpeakersChanged.decode(reader, reader.size(), $undefined, _depth + 1, message.speakersChanged);
                        message.body = "speakersChanged";
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.roomSettled = $root.holdfast.RoomSettled.decode(reader, reader.size(), $undefined, _depth + 1, message.roomSettled);
                        message.body = "roomSettled";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        message.dataReceived = $root.holdfast.DataReceived.decode(reader, reader.size(), $undefined, _depth + 1, message.dataReceived);
                        message.body = "dataReceived";
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.sessionClosed = $root.holdfast.SessionClosed.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionClosed);
                        message.body = "sessionClosed";
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        message.pathPromoted = $root.holdfast.PathPromoted.decode(reader, reader.size(), $undefined, _depth + 1, message.pathPromoted);
                        message.body = "pathPromoted";
                        continue;
                    }
                case 25: {
                        if (wireType !== 2)
                            break;
                        message.pathClosed = $root.holdfast.PathClosed.decode(reader, reader.size(), $undefined, _depth + 1, message.pathClosed);
                        message.body = "pathClosed";
                        continue;
                    }
                case 26: {
                        if (wireType !== 2)
                            break;
                        message.probePath = $root.holdfast.ProbePath.decode(reader, reader.size(), $undefined, _depth + 1, message.probePath);
                        message.body = "probePath";
                        continue;
                    }
                case 27: {
                        if (wireType !== 2)
                            break;
                        message.receiversReady = $root.holdfast.ReceiversReady.decode(reader, reader.size(), $undefined, _depth + 1, message.receiversReady);
                        message.body = "receiversReady";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Event;
    })();

    holdfast.Recovering = (function() {

        const Recovering = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Recovering.prototype.cause = 0;
        Recovering.prototype.fromNodeId = "";

        Recovering.create = function(properties) {
            return new Recovering(properties);
        };

        Recovering.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                writer.uint32(8).int32(message.cause);
            if (message.fromNodeId != null && $Object.hasOwnProperty.call(message, "fromNodeId") && message.fromNodeId !== "")
                writer.uint32(18).string(message.fromNodeId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Recovering.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Recovering();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.fromNodeId = value;
                        else
                            delete message.fromNodeId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Recovering;
    })();

    holdfast.ReceiversReady = (function() {

        const ReceiversReady = function (properties) {
            this.trackIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReceiversReady.prototype.pathId = "";
        ReceiversReady.prototype.trackIds = $util.emptyArray;

        ReceiversReady.create = function(properties) {
            return new ReceiversReady(properties);
        };

        ReceiversReady.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.trackIds != null && message.trackIds.length)
                for (let i = 0; i < message.trackIds.length; ++i)
                    writer.uint32(18).string(message.trackIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReceiversReady.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ReceiversReady();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.trackIds && message.trackIds.length))
                            message.trackIds = [];
                        message.trackIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReceiversReady;
    })();

    holdfast.ConsumersAdded = (function() {

        const ConsumersAdded = function (properties) {
            this.consumers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ConsumersAdded.prototype.pathId = "";
        ConsumersAdded.prototype.consumers = $util.emptyArray;

        ConsumersAdded.create = function(properties) {
            return new ConsumersAdded(properties);
        };

        ConsumersAdded.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.consumers != null && message.consumers.length)
                for (let i = 0; i < message.consumers.length; ++i)
                    $root.holdfast.Consumer.encode(message.consumers[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ConsumersAdded.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ConsumersAdded();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.consumers && message.consumers.length))
                            message.consumers = [];
                        message.consumers.push($root.holdfast.Consumer.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ConsumersAdded;
    })();

    holdfast.ConsumersRemoved = (function() {

        const ConsumersRemoved = function (properties) {
            this.consumerIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ConsumersRemoved.prototype.pathId = "";
        ConsumersRemoved.prototype.consumerIds = $util.emptyArray;

        ConsumersRemoved.create = function(properties) {
            return new ConsumersRemoved(properties);
        };

        ConsumersRemoved.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.consumerIds != null && message.consumerIds.length)
                for (let i = 0; i < message.consumerIds.length; ++i)
                    writer.uint32(18).string(message.consumerIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ConsumersRemoved.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ConsumersRemoved();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.consumerIds && message.consumerIds.length))
                            message.consumerIds = [];
                        message.consumerIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ConsumersRemoved;
    })();

    holdfast.ParticipantJoined = (function() {

        const ParticipantJoined = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ParticipantJoined.prototype.participant = null;

        ParticipantJoined.create = function(properties) {
            return new ParticipantJoined(properties);
        };

        ParticipantJoined.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participant != null && $Object.hasOwnProperty.call(message, "participant"))
                $root.holdfast.Participant.encode(message.participant, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ParticipantJoined.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ParticipantJoined();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.participant = $root.holdfast.Participant.decode(reader, reader.size(), $undefined, _depth + 1, message.participant);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ParticipantJoined;
    })();

    holdfast.ParticipantUpdated = (function() {

        const ParticipantUpdated = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ParticipantUpdated.prototype.participantId = "";
        ParticipantUpdated.prototype.name = "";
        ParticipantUpdated.prototype.metadata = "";

        ParticipantUpdated.create = function(properties) {
            return new ParticipantUpdated(properties);
        };

        ParticipantUpdated.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(18).string(message.name);
            if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata") && message.metadata !== "")
                writer.uint32(26).string(message.metadata);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ParticipantUpdated.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ParticipantUpdated();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.metadata = value;
                        else
                            delete message.metadata;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ParticipantUpdated;
    })();

    holdfast.ParticipantLeft = (function() {

        const ParticipantLeft = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ParticipantLeft.prototype.participantId = "";
        ParticipantLeft.prototype.reason = "";

        ParticipantLeft.create = function(properties) {
            return new ParticipantLeft(properties);
        };

        ParticipantLeft.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(18).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ParticipantLeft.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ParticipantLeft();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ParticipantLeft;
    })();

    holdfast.TracksPublished = (function() {

        const TracksPublished = function (properties) {
            this.tracks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TracksPublished.prototype.participantId = "";
        TracksPublished.prototype.tracks = $util.emptyArray;

        TracksPublished.create = function(properties) {
            return new TracksPublished(properties);
        };

        TracksPublished.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.tracks != null && message.tracks.length)
                for (let i = 0; i < message.tracks.length; ++i)
                    $root.holdfast.Track.encode(message.tracks[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TracksPublished.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.TracksPublished();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tracks && message.tracks.length))
                            message.tracks = [];
                        message.tracks.push($root.holdfast.Track.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TracksPublished;
    })();

    holdfast.TracksUnpublished = (function() {

        const TracksUnpublished = function (properties) {
            this.trackIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TracksUnpublished.prototype.participantId = "";
        TracksUnpublished.prototype.trackIds = $util.emptyArray;

        TracksUnpublished.create = function(properties) {
            return new TracksUnpublished(properties);
        };

        TracksUnpublished.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.trackIds != null && message.trackIds.length)
                for (let i = 0; i < message.trackIds.length; ++i)
                    writer.uint32(18).string(message.trackIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TracksUnpublished.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.TracksUnpublished();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.trackIds && message.trackIds.length))
                            message.trackIds = [];
                        message.trackIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TracksUnpublished;
    })();

    holdfast.TrackMuted = (function() {

        const TrackMuted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TrackMuted.prototype.participantId = "";
        TrackMuted.prototype.trackId = "";
        TrackMuted.prototype.muted = false;
        TrackMuted.prototype.byModerator = false;
        TrackMuted.prototype.revision = 0;

        TrackMuted.create = function(properties) {
            return new TrackMuted(properties);
        };

        TrackMuted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.trackId != null && $Object.hasOwnProperty.call(message, "trackId") && message.trackId !== "")
                writer.uint32(18).string(message.trackId);
            if (message.muted != null && $Object.hasOwnProperty.call(message, "muted") && message.muted !== false)
                writer.uint32(24).bool(message.muted);
            if (message.byModerator != null && $Object.hasOwnProperty.call(message, "byModerator") && message.byModerator !== false)
                writer.uint32(32).bool(message.byModerator);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && message.revision !== 0)
                writer.uint32(40).uint32(message.revision);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TrackMuted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.TrackMuted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.trackId = value;
                        else
                            delete message.trackId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.muted = value;
                        else
                            delete message.muted;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.byModerator = value;
                        else
                            delete message.byModerator;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.revision = value;
                        else
                            delete message.revision;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TrackMuted;
    })();

    holdfast.SpeakersChanged = (function() {

        const SpeakersChanged = function (properties) {
            this.speakers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SpeakersChanged.prototype.speakers = $util.emptyArray;

        SpeakersChanged.create = function(properties) {
            return new SpeakersChanged(properties);
        };

        SpeakersChanged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.speakers != null && message.speakers.length)
                for (let i = 0; i < message.speakers.length; ++i)
                    $root.holdfast.Speaker.encode(message.speakers[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SpeakersChanged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SpeakersChanged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.speakers && message.speakers.length))
                            message.speakers = [];
                        message.speakers.push($root.holdfast.Speaker.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SpeakersChanged;
    })();

    holdfast.Speaker = (function() {

        const Speaker = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Speaker.prototype.participantId = "";
        Speaker.prototype.levelDbov = 0;

        Speaker.create = function(properties) {
            return new Speaker(properties);
        };

        Speaker.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.levelDbov != null && $Object.hasOwnProperty.call(message, "levelDbov") && message.levelDbov !== 0)
                writer.uint32(16).sint32(message.levelDbov);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Speaker.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.Speaker();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.sint32())
                            message.levelDbov = value;
                        else
                            delete message.levelDbov;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Speaker;
    })();

    holdfast.RoomSettled = (function() {

        const RoomSettled = function (properties) {
            this.participantIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RoomSettled.prototype.epoch = 0;
        RoomSettled.prototype.participantIds = $util.emptyArray;

        RoomSettled.create = function(properties) {
            return new RoomSettled(properties);
        };

        RoomSettled.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(8).uint32(message.epoch);
            if (message.participantIds != null && message.participantIds.length)
                for (let i = 0; i < message.participantIds.length; ++i)
                    writer.uint32(18).string(message.participantIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RoomSettled.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.RoomSettled();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.participantIds && message.participantIds.length))
                            message.participantIds = [];
                        message.participantIds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RoomSettled;
    })();

    holdfast.DataReceived = (function() {

        const DataReceived = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DataReceived.prototype.participantId = "";
        DataReceived.prototype.payload = $util.newBuffer([]);
        DataReceived.prototype.topic = "";

        DataReceived.create = function(properties) {
            return new DataReceived(properties);
        };

        DataReceived.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.participantId != null && $Object.hasOwnProperty.call(message, "participantId") && message.participantId !== "")
                writer.uint32(10).string(message.participantId);
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                writer.uint32(18).bytes(message.payload);
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(26).string(message.topic);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DataReceived.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.DataReceived();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.participantId = value;
                        else
                            delete message.participantId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payload = value;
                        else
                            delete message.payload;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DataReceived;
    })();

    holdfast.PathPromoted = (function() {

        const PathPromoted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PathPromoted.prototype.pathId = "";
        PathPromoted.prototype.epoch = 0;
        PathPromoted.prototype.cause = 0;

        PathPromoted.create = function(properties) {
            return new PathPromoted(properties);
        };

        PathPromoted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                writer.uint32(16).uint32(message.epoch);
            if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                writer.uint32(24).int32(message.cause);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PathPromoted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PathPromoted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.cause = value;
                        else
                            delete message.cause;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PathPromoted;
    })();

    holdfast.PathClosed = (function() {

        const PathClosed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PathClosed.prototype.pathId = "";
        PathClosed.prototype.reason = "";

        PathClosed.create = function(properties) {
            return new PathClosed(properties);
        };

        PathClosed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(18).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PathClosed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.PathClosed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PathClosed;
    })();

    holdfast.ProbePath = (function() {

        const ProbePath = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ProbePath.prototype.pathId = "";

        ProbePath.create = function(properties) {
            return new ProbePath(properties);
        };

        ProbePath.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pathId != null && $Object.hasOwnProperty.call(message, "pathId") && message.pathId !== "")
                writer.uint32(10).string(message.pathId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ProbePath.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.ProbePath();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pathId = value;
                        else
                            delete message.pathId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ProbePath;
    })();

    holdfast.SessionClosed = (function() {

        const SessionClosed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SessionClosed.prototype.error = null;

        SessionClosed.create = function(properties) {
            return new SessionClosed(properties);
        };

        SessionClosed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                $root.holdfast.Error.encode(message.error, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SessionClosed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.holdfast.SessionClosed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.error = $root.holdfast.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionClosed;
    })();

    return holdfast;
})();

export {
  $root as default
};
